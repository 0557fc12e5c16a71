package routes.server.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.server.tls.FailedHandshakes;
import routes.server.tls.HandshakeFault;

/** Counts what the server does not take, and says so in the log, at most once a minute for each reason. */
public final class ServerMetrics {

    /** Why a connection was closed before its end; the label of the metric. */
    enum Cut {
        /** The head of a request took too long. */
        SLOW_HEAD,
        /** A body took too long, or went on after the answer. */
        SLOW_BODY,
        /** The answer was not read. */
        SLOW_READER,
        /** Something that HTTP does not allow, or that two readers may read in two ways. */
        MALFORMED,
        /** Not TLS, on a port that speaks it. */
        NOT_TLS,
        /** A TLS handshake that failed. */
        HANDSHAKE
    }

    private static final Logger LOG = LoggerFactory.getLogger(ServerMetrics.class);
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Map<ConnectionLimit.Refusal, Counter> refused = new EnumMap<>(ConnectionLimit.Refusal.class);
    private final Map<Cut, Counter> cut = new EnumMap<>(Cut.class);
    private final Map<Enum<?>, AtomicLong> loggedAt = new ConcurrentHashMap<>();
    private final FailedHandshakes handshakes = new FailedHandshakes(LOG::warn, System::nanoTime);

    public ServerMetrics(MeterRegistry registry, ConnectionLimit limit) {
        Gauge.builder("siem.http.connections", limit, ConnectionLimit::open)
                .description("Open connections")
                .register(registry);
        for (ConnectionLimit.Refusal why : ConnectionLimit.Refusal.values()) {
            refused.put(
                    why,
                    Counter.builder("siem.http.connections.refused")
                            .description("Connections closed at once, because there were too many")
                            .tag("reason", label(why))
                            .register(registry));
        }
        for (Cut why : Cut.values()) {
            cut.put(
                    why,
                    Counter.builder("siem.http.connections.cut")
                            .description("Connections closed before their end, by the reason")
                            .tag("reason", label(why))
                            .register(registry));
        }
    }

    void refused(ConnectionLimit.Refusal why) {
        refused.get(why).increment();
        if (isTimeToLog(why)) {
            LOG.warn(
                    "http: connections are closed at once: {}. More of them in the metric"
                            + " siem_http_connections_refused_total.",
                    why == ConnectionLimit.Refusal.TOTAL
                            ? "there are SIEM_HTTP_MAX_CONNECTIONS of them"
                            : "one address has SIEM_HTTP_MAX_CONNECTIONS_PER_ADDRESS of them");
        }
    }

    void cut(Cut why) {
        cut.get(why).increment();
        if (why == Cut.NOT_TLS && isTimeToLog(why)) {
            LOG.warn(
                    "http: a client speaks plain HTTP to this port, which speaks TLS; its address has to begin with https://");
        }
    }

    void failed(String address, HandshakeFault handshake) {
        cut(Cut.HANDSHAKE);
        handshakes.put(address, handshake);
    }

    /** Writes what was counted of handshakes; to be called again and again. */
    public void settle() {
        handshakes.settle();
    }

    private boolean isTimeToLog(Enum<?> why) {
        long now = System.nanoTime();
        AtomicLong last = loggedAt.computeIfAbsent(why, first -> new AtomicLong(now - MINUTE_NANOS));
        long before = last.get();
        return now - before >= MINUTE_NANOS && last.compareAndSet(before, now);
    }

    private static String label(Enum<?> why) {
        return why.name().toLowerCase(Locale.ROOT);
    }
}
