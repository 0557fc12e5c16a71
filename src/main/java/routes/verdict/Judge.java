package routes.verdict;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;
import routes.value.SinkParameters;

/**
 * Says of any failure of a sink what it means. A sink that read its reply has said so itself, and an encoder that cannot write an
 * event has named it; what is left is judged here: a plain HTTP failure by {@link HttpReply}, an I/O failure by its kind, and whatever
 * else is thrown as the sink's own fault, which parks and is no event's.
 */
public final class Judge {

    private final Clock clock;

    public Judge(Clock clock) {
        this.clock = clock;
    }

    /** Where nobody knows the step, and nothing was sent that a message could quote. */
    public DeliveryException judge(Throwable failure) {
        return judge(failure, "", CleanWords.of(SinkParameters.NONE));
    }

    /**
     * @param step in which the sink failed, or an empty text
     * @param words cleans messages of what was sent
     */
    public DeliveryException judge(Throwable failure, String step, CleanWords words) {
        DeliveryException said = cause(failure, DeliveryException.class);
        if (said != null) {
            return said;
        }
        Error error = cause(failure, Error.class);
        if (error != null) {
            return DeliveryException.broken(broke(error, step, words), Retold.of(failure, words));
        }
        HttpOperationFailedException http = cause(failure, HttpOperationFailedException.class);
        if (http != null) {
            return HttpReply.judge(http.getStatusCode(), retryAfter(http), clock)
                    .map(judged -> judged.withReply(words.clean(reply(http))))
                    .orElseGet(() -> unexpected(failure, step, words));
        }
        if (cause(failure, SSLException.class) != null && !endedByPeer(failure)) {
            return DeliveryException.of(Verdict.PARKED, tls(failure));
        }
        if (cause(failure, IOException.class) != null) {
            return DeliveryException.again(unreachable(failure), null);
        }
        if (cause(failure, UnresolvedAddressException.class) != null) {
            return DeliveryException.again(unreachable(new UnknownHostException()), null);
        }
        return unexpected(failure, step, words);
    }

    private static String reply(HttpOperationFailedException http) {
        Map<String, String> headers = http.getResponseHeaders() == null ? Map.of() : http.getResponseHeaders();
        byte[] body = http.getResponseBody() == null
                ? new byte[0]
                : http.getResponseBody().getBytes(StandardCharsets.UTF_8);
        return ReplyWords.in(body, headers.get("Content-Type"));
    }

    private static String retryAfter(HttpOperationFailedException http) {
        return http.getResponseHeaders() == null
                ? null
                : http.getResponseHeaders().get("Retry-After");
    }

    /** A handshake that a restarting server cut off is no fault of certificates. */
    private static boolean endedByPeer(Throwable failure) {
        return cause(failure, EOFException.class) != null || cause(failure, java.net.SocketException.class) != null;
    }

    private static Reason tls(Throwable failure) {
        if (cause(failure, CertificateExpiredException.class) != null) {
            return new Reason(
                    "tls_certificate",
                    "The destination's certificate has expired.",
                    "Have whoever runs the destination renew it.");
        }
        if (cause(failure, CertificateException.class) != null) {
            return new Reason(
                    "tls_certificate",
                    "The destination's certificate is not trusted, or is for another host name.",
                    "Check the URL's host, or name the authority that signed the certificate in ca_file.");
        }
        return new Reason(
                "tls_failure",
                "The destination and the router could not agree on TLS.",
                "Check that the port speaks TLS 1.2 or newer, and whether the destination wants a client certificate"
                        + " (client_certificate_file).");
    }

    private static Reason unreachable(Throwable failure) {
        if (cause(failure, UnknownHostException.class) != null) {
            return new Reason(
                    "unknown_host", "The destination's host name cannot be resolved.", "Check the URL's host and DNS.");
        }
        if (cause(failure, SocketTimeoutException.class) != null || named(failure, "ConnectTimeoutException")) {
            return new Reason(
                    "timeout",
                    "The destination did not answer in time.",
                    "If that stays so, look for a firewall that drops packets, or raise response_timeout.");
        }
        if (cause(failure, ConnectException.class) != null || cause(failure, NoRouteToHostException.class) != null) {
            return new Reason(
                    "connection_refused",
                    "The destination refuses connections.",
                    "Check that it is running and the port is right.");
        }
        return new Reason(
                "connection_lost",
                "The connection ended before the destination answered.",
                "If that repeats, look for a proxy or load balancer that ends connections.");
    }

    /** The innermost failure is told, not what Camel wrapped round it; the log has all of it. */
    private static DeliveryException unexpected(Throwable failure, String step, CleanWords words) {
        return DeliveryException.broken(
                new Reason(
                        "sink_failed",
                        "The sink failed" + at(step) + ": " + Retold.inShort(Retold.innermost(failure), words) + ".",
                        "The log has the stack trace. Mend the Kamelet's step or the settings; no event is put aside meanwhile."),
                Retold.of(failure, words));
    }

    private static String at(String step) {
        return step.isEmpty() ? "" : " at " + step;
    }

    /** Memory, stack or a class that is not there: never an event's fault, however small the event is that it hit. */
    private static Reason broke(Error error, String step, CleanWords words) {
        return new Reason(
                "router_error",
                "The router itself failed" + at(step) + ": " + Retold.inShort(error, words) + ".",
                error instanceof VirtualMachineError
                        ? "The log has the stack trace. Give the process more memory or stack."
                        : "The log has the stack trace. Complete the jars, or mend the Kamelet's step.");
    }

    private static boolean named(Throwable failure, String simpleName) {
        for (Throwable at = failure; at != null; at = next(at)) {
            if (at.getClass().getSimpleName().equals(simpleName)) {
                return true;
            }
        }
        return false;
    }

    private static <T> T cause(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = next(at)) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static Throwable next(Throwable at) {
        return at.getCause() == at ? null : at.getCause();
    }
}
