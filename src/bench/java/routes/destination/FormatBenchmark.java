package routes.destination;

import java.io.IOException;
import java.io.OutputStream;
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
import routes.accept.SampleRequest;
import routes.destination.cef.CefDataFormat;
import routes.destination.splunk.SplunkHecDataFormat;
import routes.destination.webhook.WebhookDataFormat;
import routes.event.Lines;
import routes.verdict.DeliveryException;

/** Nanoseconds an event for each wire format, the finding of its members included, in batches of a hundred. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = {"-Xmx192m", "-XX:+UseSerialGC"})
public class FormatBenchmark {

    private final Lines lines = new SampleRequest().accept();
    private final SplunkHecDataFormat hec = new SplunkHecDataFormat();
    private final CefDataFormat cef = new CefDataFormat();
    private final WebhookDataFormat webhook = new WebhookDataFormat();

    public FormatBenchmark() {
        hec.start();
        cef.start();
        webhook.setMaxEvents(1000);
    }

    @Benchmark
    @OperationsPerInvocation(SampleRequest.EVENTS)
    public void hec() throws DeliveryException, IOException {
        hec.encode(SampleRequest.batch(lines), OutputStream.nullOutputStream());
    }

    @Benchmark
    @OperationsPerInvocation(SampleRequest.EVENTS)
    public void cef() throws DeliveryException, IOException {
        cef.encode(SampleRequest.batch(lines), OutputStream.nullOutputStream());
    }

    @Benchmark
    @OperationsPerInvocation(SampleRequest.EVENTS)
    public void webhook() throws DeliveryException, IOException {
        webhook.encode(SampleRequest.batch(lines), OutputStream.nullOutputStream());
    }
}
