package routes.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.openapi.ApiDocument;

/**
 * Counts requests of which nothing was taken, {@code siem_requests_refused_total} by status and code, and tells of each code in the log at
 * most once a minute, with who sent the last. Safe for several threads.
 */
public final class RefusedRequests {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRequests.class);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Others are answers about what a request asks for, and not about the request. */
    private static final Set<Integer> STATUSES = Set.of(400, 401, 403, 408, 413, 415, 421, 429, 503, 508);

    private final MeterRegistry registry;
    private final LongSupplier nanoTime;
    private final Map<String, Told> byCode = new ConcurrentHashMap<>();

    private record Told(Counter counter, AtomicLong at) {}

    public RefusedRequests(MeterRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
        // from the start, so that the first one is an increase
        ApiDocument.problems().forEach((code, kind) -> {
            if (STATUSES.contains(kind.status())) {
                byCode.put(code, told(kind.status(), code));
            }
        });
    }

    /** @param address of its sender, as the log may have it */
    public void count(Problem problem, String address) {
        if (!STATUSES.contains(problem.status())) {
            return;
        }
        Told told = byCode.computeIfAbsent(problem.code(), code -> told(problem.status(), code));
        told.counter().increment();
        long now = nanoTime.getAsLong();
        long before = told.at().get();
        if (now - before >= MINUTE_NANOS && told.at().compareAndSet(before, now)) {
            LOG.warn(
                    "http: requests are refused: {} {}, the last from {}. More of them in the metric siem_requests_refused_total. {}",
                    problem.status(),
                    problem.code(),
                    address,
                    problem.detail());
        }
    }

    private Told told(int status, String code) {
        Counter counter = Counter.builder("siem.requests.refused")
                .description("Requests of which nothing was taken")
                .tag("status", Integer.toString(status))
                .tag("code", code)
                .register(registry);
        return new Told(counter, new AtomicLong(nanoTime.getAsLong() - MINUTE_NANOS));
    }
}
