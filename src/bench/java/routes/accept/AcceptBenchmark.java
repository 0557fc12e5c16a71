package routes.accept;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import routes.accept.rule.Arrivals;

/** Nanoseconds an event in the accept stage, in requests of a hundred. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = {"-Xmx192m", "-XX:+UseSerialGC"})
public class AcceptBenchmark {

    private final SampleRequest request = new SampleRequest();

    @Benchmark
    @OperationsPerInvocation(SampleRequest.EVENTS)
    public Object parse() {
        return request.parse();
    }

    /** Marking twice costs as much as marking once, so a request is parsed once and stripped again and again. */
    @State(Scope.Benchmark)
    public static class Parsed {
        private final Arrivals arrivals = new SampleRequest().parse();
    }

    @Benchmark
    @OperationsPerInvocation(SampleRequest.EVENTS)
    public Object strip(Parsed parsed) {
        request.strip(parsed.arrivals);
        return parsed.arrivals;
    }

    /** Parse, validate, strip and write. */
    @Benchmark
    @OperationsPerInvocation(SampleRequest.EVENTS)
    public Object accept() {
        return request.accept();
    }
}
