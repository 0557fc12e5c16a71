package routes.journal;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import routes.accept.SampleRequest;
import routes.event.Lines;
import routes.journal.segment.JournalSettings;
import routes.journal.segment.KeyRing;

/** Nanoseconds an event from append to durable: one request of a hundred at a time, so each waits for a sync of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = {"-Xmx192m", "-XX:+UseSerialGC"})
public class JournalBenchmark {

    private final Lines lines = new SampleRequest().accept();
    private Path folder;
    private Journal journal;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("journal-benchmark");
        JournalSettings settings = new JournalSettings(
                folder, 1L << 27, Duration.ofHours(24), Duration.ofDays(1), 1, 1L << 24, KeyRing.of(List.of()));
        journal = Journal.open(settings, new SimpleMeterRegistry());
    }

    @Benchmark
    @OperationsPerInvocation(SampleRequest.EVENTS)
    public Throwable append() {
        CompletableFuture<Throwable> durable = new CompletableFuture<>();
        journal.append(lines, durable::complete);
        return durable.join();
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        try (var files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
