package dev.chatanalytics.transport.nlp;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolverException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;

/**
 * Why there was no answer, in words for the log. Stateless.
 *
 * <p>Messages of exceptions are told only when they come from this side, before anything was received: later ones may hold
 * bytes that the API sent.
 */
enum Fault {
    UNKNOWN_HOST("has a name that could not be resolved, see the host in nlp.url"),
    REFUSED("refused the connection, see host and port in nlp.url and whether it runs"),
    NOT_IN_TIME("could not be connected to within nlp.timeout, see host and port in nlp.url, and firewalls between"),
    NOT_TLS("does not speak TLS on this port, see https in nlp.url"),
    TLS("could not be connected to by TLS"),
    UNREACHABLE("could not be connected to"),
    NOT_HTTP("sent what is not HTTP/1.1, see nlp.url"),
    LOST("ended the connection before its answer"),
    TOO_LARGE("sent an answer with more bytes than nlp.max-answer"),
    ENCODING("sent an answer in an unknown Content-Encoding"),
    DAMAGED("sent a compressed answer that is cut off, damaged, or too large when inflated");

    private static final int DEEPEST = 20;

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Of a request that ended without an answer. */
    static Fault of(Throwable fault, boolean connected) {
        if (connected && !(fault instanceof ConnectException)) {
            return has(fault, DecoderException.class) || fault instanceof IllegalArgumentException ? NOT_HTTP : LOST;
        }
        if (has(fault, NotSslRecordException.class)) {
            return NOT_TLS;
        }
        if (connected || has(fault, SSLException.class)) {
            return TLS;
        }
        return has(fault, UnknownHostException.class)
                        || has(fault, DnsErrorCauseException.class)
                        || has(fault, DnsNameResolverException.class)
                ? UNKNOWN_HOST
                : ofConnect(fault);
    }

    private static Fault ofConnect(Throwable fault) {
        if (has(fault, ConnectTimeoutException.class)) {
            return NOT_IN_TIME;
        }
        return String.valueOf(fault.getMessage()).contains("refused") ? REFUSED : UNREACHABLE;
    }

    /** What the innermost cause says, or the empty string when it says nothing, or may repeat what was received. */
    String detail(Throwable fault) {
        if (this != TLS && this != UNREACHABLE) {
            return "";
        }
        Throwable root = fault;
        for (int i = 0; i < DEEPEST && root.getCause() != null; i++) {
            root = root.getCause();
        }
        if (root instanceof ClosedChannelException) {
            return "it closed the connection";
        }
        return LogText.clean(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }

    private static boolean has(Throwable fault, Class<? extends Throwable> kind) {
        Throwable cause = fault;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            if (kind.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
