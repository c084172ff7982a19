package dev.chatanalytics.transport.http;

import dev.chatanalytics.transport.http.ConnectionClock.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
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
    private static final int MAX_UNANSWERED = 32;
    private static final HttpAnswer FAILED =
            HttpAnswer.problem(Status.INTERNAL_SERVER_ERROR, "The server failed; its log says why");

    private enum Phase {
        /** Takes requests. */
        OPEN,
        /** Takes no more requests; closes after the answers that are due. */
        LAST,
        /** All is answered. Closed when the client has seen it, for a close that comes too early takes answers back. */
        LINGERING
    }

    private final HttpServer.Service service;
    private final LoopDesk desk;
    private final SocketChannel channel;
    private final RequestAssembler assembler;
    private final ConnectionClock clock;
    private final ArrayDeque<HttpExchange> unanswered = new ArrayDeque<>(2);
    private Phase phase = Phase.OPEN;
    private boolean inRead;
    private boolean flushDue;

    /** Sends answers that were given on another thread. A field, so that it is allocated once. */
    final Runnable answersGiven = this::sendAnswers;

    HttpConnection(HttpServer.Service service, LoopDesk desk, SocketChannel channel) {
        this.service = service;
        this.desk = desk;
        this.channel = channel;
        assembler = new RequestAssembler(service.options().maxBodyBytes());
        clock = new ConnectionClock(desk, service.options());
    }

    EventLoop eventLoop() {
        return channel.eventLoop();
    }

    LoopDesk desk() {
        return desk;
    }

    boolean takesRequests() {
        return phase == Phase.OPEN;
    }

    void bytesDecoded(boolean requestBegun) {
        if (takesRequests()) {
            clock.bytesDecoded(requestBegun);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        desk.add(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        desk.remove(this);
        phase = Phase.LINGERING;
        unanswered.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) {
        inRead = true;
        try {
            // What is decoded after the end of a connection is the decoder's complaint about half a request.
            if (takesRequests() && channel.isActive() && assembler.add((HttpObject) part)) {
                requestWhole();
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
        inRead = false;
        if (flushDue) {
            flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        regulateReading();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("Connection {} is lost: {}", channel, cause.toString());
        } else {
            LOG.error("Connection {} is closed after a fault of ours", channel, cause);
        }
        channel.close();
    }

    /** Sends the answers that are next in order. */
    void sendAnswers() {
        HttpExchange first = unanswered.peek();
        while (first != null && first.answer() != null) {
            unanswered.poll();
            send(first);
            first = unanswered.peek();
        }
        sendContinue();
        regulateReading();
    }

    void flush() {
        flushDue = false;
        channel.flush();
    }

    /** Breaks the connection at once, in a way that the client notices. */
    void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
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
            long millis = service.options().requestTimeout().toMillis();
            refuse(HttpAnswer.problem(Status.REQUEST_TIMEOUT, "request: not whole after " + millis + " ms"));
        }
    }

    private void requestWhole() {
        clock.requestWhole();
        HttpRequest head = assembler.takeHead();
        HttpExchange exchange = new HttpExchange(this, head, assembler.takeBody());
        unanswered.add(exchange);
        if (!HttpUtil.isKeepAlive(head)) {
            takeNoMore();
        }
        try {
            service.handler().handle(exchange);
        } catch (Throwable t) {
            LOG.error("The handler failed at {} {}", exchange.method(), exchange.path(), t);
            takeNoMore();
            if (!exchange.respond(FAILED) && unanswered.isEmpty()) {
                closeBehindAnswers(); // which did not say that they would be the last
            }
        }
        regulateReading();
    }

    private void takeNoMore() {
        if (phase == Phase.OPEN) {
            phase = Phase.LAST;
            clock.requestWhole(); // of half a request no more will come
        }
    }

    /** Closes when the answers are sent that are on their way, perhaps to a slow reader. */
    private void closeBehindAnswers() {
        takeNoMore();
        write(Unpooled.EMPTY_BUFFER, true);
    }

    /** Answers what is not a request, in its turn, and takes no more. */
    private void refuse(HttpAnswer answer) {
        takeNoMore();
        HttpExchange fault = new HttpExchange(this, null, null);
        unanswered.add(fault);
        fault.respond(answer);
    }

    private void send(HttpExchange exchange) {
        HttpAnswer answer = exchange.answer();
        if (service.draining()) {
            takeNoMore();
        }
        boolean last = phase == Phase.LAST && unanswered.isEmpty();
        ByteBuf bytes =
                AnswerEncoder.encode(channel.alloc(), answer, ending(exchange, last), desk.date(), exchange.isHead());
        write(bytes, last);
        service.metrics().answered(answer.status().code(), exchange.age());
        clock.answered();
    }

    private static AnswerEncoder.Connection ending(HttpExchange exchange, boolean last) {
        if (last) {
            return AnswerEncoder.Connection.CLOSED;
        }
        return exchange.isHttp10() ? AnswerEncoder.Connection.KEPT_10 : AnswerEncoder.Connection.KEPT;
    }

    private void write(ByteBuf bytes, boolean last) {
        if (last) {
            phase = Phase.LINGERING;
            channel.write(bytes).addListener((ChannelFuture sent) -> linger());
        } else {
            channel.write(bytes, channel.voidPromise());
        }
        flushLater();
    }

    private void linger() {
        clock.lingering();
        channel.shutdownOutput();
    }

    /** Once for all answers of one read, or of one batch from another thread. */
    private void flushLater() {
        if (!flushDue) {
            flushDue = true;
            if (!inRead) {
                desk.flushSoon(this);
            }
        }
    }

    private void sendContinue() {
        if (assembler.continueDue() && unanswered.isEmpty() && takesRequests()) {
            assembler.continueSent();
            channel.write(AnswerEncoder.encodeContinue(channel.alloc()), channel.voidPromise());
            flushLater();
        }
    }

    private void regulateReading() {
        boolean wanted = !takesRequests() || unanswered.size() < MAX_UNANSWERED && channel.isWritable();
        if (wanted != channel.config().isAutoRead()) {
            channel.config().setAutoRead(wanted);
            if (wanted) {
                clock.readingResumed();
            }
        }
    }
}
