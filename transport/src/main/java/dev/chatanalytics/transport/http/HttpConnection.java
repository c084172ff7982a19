package dev.chatanalytics.transport.http;

import dev.chatanalytics.engine.Sender;
import dev.chatanalytics.transport.http.ConnectionClock.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: hands its requests to the handler as they come, and sends their answers in that same order.
 *
 * <p>Event loop only. It reads on only while few requests are unanswered and the client takes its answers, so what one
 * client can make us keep is bounded.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final HttpServer.Service service;
    private final LoopDesk desk;
    private final SocketChannel channel;
    private final RequestAssembler assembler;
    private final ConnectionClock clock;
    private final Reading reading;
    private final AnswerWriter writer;
    private final Holdings.Share unfinished;
    private final Unanswered unanswered;
    private ConnectionPhase phase = ConnectionPhase.OPEN;

    /** Sends answers that were given on another thread. A field, so that it is allocated once. */
    final Runnable answersGiven = this::sendAnswers;

    HttpConnection(HttpServer.Service service, LoopDesk desk, SocketChannel channel) {
        this.service = service;
        this.desk = desk;
        this.channel = channel;
        assembler = new RequestAssembler(service.options().maxBodyBytes());
        clock = new ConnectionClock(desk, service.options());
        reading = new Reading(channel, clock);
        writer = new AnswerWriter(this, desk, channel);
        unanswered = new Unanswered(writer);
        unfinished = desk.unfinished(this);
    }

    LoopDesk desk() {
        return desk;
    }

    long activity() {
        return clock.activity();
    }

    boolean takesRequests() {
        return phase == ConnectionPhase.OPEN;
    }

    /**
     * The end of a read.
     *
     * @param requestBegun whether a part of a request has come, and not yet all of it
     * @param decoderBytes what the decoder holds of that request
     */
    void bytesDecoded(boolean requestBegun, long decoderBytes) {
        clock.bytesDecoded(requestBegun);
        unfinished.set(requestBegun ? decoderBytes + assembler.heldBytes() : 0);
        desk.limitUnfinished();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        desk.add(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        desk.remove(this);
        phase = ConnectionPhase.LINGERING;
        unanswered.clear();
        unfinished.set(0);
        writer.dropped();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) {
        writer.readBegun();
        try {
            // What is decoded after the end of a connection is the decoder's complaint about half a request.
            if (takesRequests() && channel.isActive()) {
                take((HttpObject) part);
            }
            sendContinue();
        } catch (HttpFault fault) {
            refuse(fault.answer());
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        writer.readEnded();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        reading.regulate(!takesRequests(), unanswered.size());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded();
        }
    }

    /** No other request will come, and half of one will never be whole; what is whole is answered. */
    void inputEnded() {
        if (channel.isOutputShutdown()) {
            channel.close();
        } else if (takesRequests()) {
            closeBehindAnswers();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof UncheckedIOException) {
            LOG.debug("Connection {} is lost: {}", channel, cause.toString());
        } else {
            LOG.error("Connection {} is closed after a fault of ours", channel, cause);
        }
        channel.close();
    }

    /** Sends the answers that are next in order. */
    void sendAnswers() {
        for (HttpExchange next = unanswered.pollAnswered(); next != null; next = unanswered.pollAnswered()) {
            send(next);
        }
        sendContinue();
        reading.regulate(!takesRequests(), unanswered.size());
    }

    /** The same for a large answer, which is charged when it is not next in order. */
    void sendLarge(HttpExchange exchange) {
        sendAnswers();
        unanswered.charge(exchange);
    }

    /** Gives up a request that is under way: what came of it is freed now. */
    void cutOff() {
        unfinished.set(0);
        refuse(GivenUp.slowest());
    }

    /** Breaks the connection at once, in a way that the client notices. */
    void reset() {
        writer.reset();
    }

    void closeIfIdle() {
        if (takesRequests() && unanswered.isEmpty() && clock.betweenRequests()) {
            closeBehindAnswers();
        }
    }

    /** Acts when the connection has been slow or idle for too long. */
    void sweep() {
        Verdict verdict = clock.verdict(channel.config().isAutoRead(), !unanswered.isEmpty());
        if (verdict == Verdict.IDLE) {
            channel.close();
        } else if (verdict == Verdict.SLOW) {
            refuse(GivenUp.slow(service.options().requestTimeout()));
        }
    }

    private void take(HttpObject part) throws HttpFault {
        if (assembler.add(part)) {
            requestWhole();
        } else if (part instanceof HttpRequest) {
            decide(assembler.head());
        }
    }

    private void decide(RequestHead head) throws HttpFault {
        HeadDecision decision = service.handler().decide(head);
        if (decision == null) {
            takeNoMore();
            answerInTurn(head, GuardedHandler.FAILED);
        } else if (decision.answer() == null) {
            assembler.accept(decision);
        } else {
            if (head.isKeepAlive() && !head.expectsContinue() && assembler.canDiscard()) {
                assembler.discardBody();
            } else {
                takeNoMore();
            }
            answerInTurn(head, decision.answer());
        }
    }

    private void requestWhole() {
        clock.requestWhole();
        unfinished.set(0);
        if (!assembler.endsDiscarding()) {
            handle(assembler.takeHead());
        }
        reading.regulate(!takesRequests(), unanswered.size());
    }

    private void handle(RequestHead head) {
        HttpExchange exchange = new HttpExchange(this, head, assembler.takeBody(), assembler.sender());
        unanswered.add(exchange);
        if (!head.isKeepAlive()) {
            takeNoMore();
        }
        if (!service.handler().handle(exchange, head)) {
            takeNoMore();
            if (!exchange.respond(GuardedHandler.FAILED)) {
                closeBehindAnswers(); // which did not say that they would be the last
            }
        }
    }

    private void takeNoMore() {
        if (phase == ConnectionPhase.OPEN) {
            phase = ConnectionPhase.LAST;
            clock.requestWhole(); // of half a request no more will come
            unfinished.set(0);
            assembler.clear();
            RequestDecoder.retire(channel);
        }
    }

    /** Closes when the answers are sent that are on their way, perhaps to a slow reader. */
    private void closeBehindAnswers() {
        takeNoMore();
        if (unanswered.isEmpty()) {
            endWith(Unpooled.EMPTY_BUFFER);
        }
    }

    /** Answers what is not a request, in its turn, and takes no more. One that is being discarded has its answer already. */
    private void refuse(HttpAnswer answer) {
        if (assembler.isDiscarding()) {
            closeBehindAnswers();
        } else {
            takeNoMore();
            answerInTurn(null, answer);
        }
    }

    private void answerInTurn(RequestHead head, HttpAnswer answer) {
        HttpExchange exchange = new HttpExchange(this, head, null, Sender.ANONYMOUS);
        exchange.forgetRequest();
        unanswered.add(exchange);
        exchange.respond(answer);
    }

    private void send(HttpExchange exchange) {
        if (service.draining()) {
            takeNoMore();
        }
        boolean last = phase == ConnectionPhase.LAST && unanswered.isEmpty();
        ByteBuf bytes = AnswerEncoder.encode(channel.alloc(), exchange, last, desk.date());
        if (last) {
            endWith(bytes);
        } else {
            writer.write(bytes);
        }
        service.metrics().answered(exchange.answer().status().code(), exchange.age());
        clock.answered();
        exchange.forgetRequest();
    }

    private void endWith(ByteBuf bytes) {
        phase = ConnectionPhase.LINGERING;
        writer.writeLast(bytes, clock::lingering);
    }

    private void sendContinue() {
        if (assembler.continueDue() && unanswered.isEmpty() && takesRequests()) {
            assembler.continueSent();
            writer.write(AnswerEncoder.encodeContinue(channel.alloc()));
        }
    }
}
