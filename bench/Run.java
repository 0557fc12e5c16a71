import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** One run: so many events sent, and when each was sent, answered and first received where. */
final class Run {

    private static final long PATIENCE_NANOS = 300_000_000_000L;
    /** Events of all runs have different numbers, so that a late one is not taken for this run's. */
    private static int nextFirst;

    private final RouterProcess router;
    private final Sinks sinks;
    private int first;
    private int count;
    private int batch;
    private long[] sent;
    private long[] answered;
    private long began;
    private long ended;
    private double cpuBefore;
    private double cpuAfter;

    private Run(RouterProcess router, Sinks sinks) {
        this.router = router;
        this.sinks = sinks;
    }

    static Run of(RouterProcess router, Sinks sinks) {
        return new Run(router, sinks);
    }

    /** As fast as the router answers. */
    Run batches(int size, int connections, int events) throws Exception {
        send(size, connections, events);
        awaitArrival();
        return this;
    }

    Run atRate(int eventsPerSecond, int events) throws Exception {
        return paced(1, eventsPerSecond, events);
    }

    Run paced(int size, int eventsPerSecond, int events) throws Exception {
        send(size, 16, events, eventsPerSecond);
        awaitArrival();
        return this;
    }

    Run send(int size, int connections, int events) throws Exception {
        return send(size, connections, events, 0);
    }

    private Run send(int size, int connections, int events, int rate) throws Exception {
        batch = size;
        first = nextFirst;
        count = (events + size - 1) / size * size;
        nextFirst += count;
        sent = new long[count / size];
        answered = new long[count / size];
        sinks.expect(first, count);
        begin();
        AtomicInteger next = new AtomicInteger();
        List<Thread> producers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread producer = new Thread(() -> produce(next, rate), "producer-" + i);
            producer.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            producers.add(producer);
            producer.start();
        }
        for (Thread producer : producers) {
            producer.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a producer failed", failures.get(0));
        }
        end();
        return this;
    }

    private void produce(AtomicInteger next, int rate) {
        try (Connection connection = new Connection(router.port())) {
            for (int request = next.getAndIncrement(); request < sent.length; request = next.getAndIncrement()) {
                byte[] body = Events.body(first + request * batch, batch);
                if (rate > 0) {
                    sleepUntil(began + (long) (request * batch * 1e9 / rate));
                }
                sent[request] = System.nanoTime();
                int status = connection.post("/api/v1/events", body);
                while (status == 503 || status == 429) {
                    sleepUntil(System.nanoTime() + 5_000_000);
                    status = connection.post("/api/v1/events", body);
                }
                if (status != 202) {
                    throw new IllegalStateException("the router answered " + status);
                }
                answered[request] = System.nanoTime();
            }
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** Measures from here. */
    void begin() throws IOException {
        cpuBefore = router.cpuSeconds();
        began = System.nanoTime();
    }

    void awaitArrival() throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!sinks.haveAll() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        if (!sinks.haveAll()) {
            System.out.println("LOST: not every event arrived everywhere");
            System.exit(1);
        }
        end();
    }

    private void end() throws IOException {
        ended = System.nanoTime();
        cpuAfter = router.cpuSeconds();
    }

    private double cpuMicros() {
        return (cpuAfter - cpuBefore) * 1e6 / count;
    }

    String cpuPerDelivery(int destinations) {
        return String.format(Locale.ROOT, "%.2f", cpuMicros() / destinations);
    }

    /** A line with the rate until the last event arrived, and the time the producer waited for its answers. */
    void print(String what) throws IOException {
        long[] waits = new long[sent.length];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = answered[i] - sent[i];
        }
        Arrays.sort(waits);
        System.out.printf(Locale.ROOT, "%-58s %,10.0f %10.1f %9.1f %9.1f %8.0f%n", what, count / ((ended - began) / 1e9),
                cpuMicros(), millis(waits, 50), millis(waits, 99), router.residentMebibytes());
    }

    void printLatency(String what, Sink sink) {
        long[] waits = new long[count];
        for (int i = 0; i < count; i++) {
            waits[i] = sink.arrivedAt(i) - sent[i / batch];
        }
        Arrays.sort(waits);
        System.out.printf(Locale.ROOT, "%-58s %31.1f %9.1f%n", what, millis(waits, 50), millis(waits, 99));
    }

    private static double millis(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, (int) ((long) sorted.length * percent / 100))] / 1e6;
    }
}
