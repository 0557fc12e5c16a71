package routes.deliver;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Says of any failure of a sink what it means. A sink that read its reply has said so itself; what is left is judged here: a
 * plain HTTP failure by {@link HttpReply}, an I/O failure by its kind, and an encoder that cannot write an event as a refusal,
 * so that the event is isolated instead of holding up all others.
 */
final class Judge {

    private final Clock clock;

    Judge(Clock clock) {
        this.clock = clock;
    }

    DeliveryException judge(Throwable failure) {
        DeliveryException said = cause(failure, DeliveryException.class);
        if (said != null) {
            return said;
        }
        Error error = cause(failure, Error.class);
        if (error != null) {
            return DeliveryException.of(Verdict.PARKED, broke(error));
        }
        HttpOperationFailedException http = cause(failure, HttpOperationFailedException.class);
        if (http != null) {
            return HttpReply.judge(http.getStatusCode(), retryAfter(http), clock)
                    .orElseGet(() -> unexpected(failure));
        }
        if (cause(failure, SSLException.class) != null && !endedByPeer(failure)) {
            return DeliveryException.of(Verdict.PARKED, tls(failure));
        }
        if (cause(failure, IOException.class) != null) {
            return DeliveryException.again(unreachable(failure), null);
        }
        return unexpected(failure);
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

    /** The class of the failure is told, its message is not: it may quote an event. */
    private static DeliveryException unexpected(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String name = root.getClass().getSimpleName();
        if (isOfTheEvent(root)) {
            return DeliveryException.of(
                    Verdict.REFUSED,
                    new Reason(
                            "cannot_encode",
                            "The event cannot be written for this destination (" + name + ").",
                            "Report it, with the event of the dead letter."));
        }
        return DeliveryException.of(
                Verdict.PARKED,
                new Reason(
                        "sink_failed", "The sink failed (" + name + ").", "Look at the log and the sink's settings."));
    }

    /** A part that is stopped, such as a client whose connections were closed, says nothing of the event. */
    private static boolean isOfTheEvent(Throwable root) {
        return root instanceof RuntimeException
                && !(root instanceof IllegalStateException)
                && !(root instanceof RejectedExecutionException)
                && !root.getClass().getName().startsWith("org.apache.camel.");
    }

    /** Memory, stack or a class that is not there: never an event's fault, however small the event is that it hit. */
    private static Reason broke(Error error) {
        return new Reason(
                "router_error",
                "The router itself failed (" + error.getClass().getSimpleName() + ").",
                "Look at the log; give the process more memory, or complete its jars.");
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
