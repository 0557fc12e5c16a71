package routes.status;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What runs here, and what the process and Java take. Under the names that Prometheus' own clients give (<a
 * href="https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics">process metrics</a>), so that dashboards for
 * any process fit.
 */
public final class ProcessMetrics {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final int KIBI = 1024;

    private final MeterRegistry metrics;

    private ProcessMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    public static void bind(MeterRegistry metrics, String version) {
        ProcessMetrics made = new ProcessMetrics(metrics);
        Gauge.builder("siem.build.info", () -> 1)
                .description("1; the release and the Java that runs it are its labels")
                .tags("version", version, "java", System.getProperty("java.version"))
                .register(metrics);
        made.process();
        made.memory();
        made.collectors();
    }

    private void process() {
        double started = ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS;
        seconds("process.start.time", "When the process started, in seconds since 1970", () -> started);
        gauge("jvm.threads.current", "Threads", () -> ManagementFactory.getThreadMXBean()
                .getThreadCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu", system, seen -> seen.getProcessCpuTime() / NANOS)
                    .description("Processor time that was used, of all processors together")
                    .baseUnit("seconds")
                    .register(metrics);
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            gauge("process.open.fds", "Files and connections that are open", system::getOpenFileDescriptorCount);
            gauge("process.max.fds", "How many may be open", system::getMaxFileDescriptorCount);
        }
        if (Files.isReadable(STATUS)) {
            bytes("process.resident.memory", "Memory that the process has", ProcessMetrics::resident);
        }
    }

    private void memory() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory("heap", memory::getHeapMemoryUsage);
        memory("nonheap", memory::getNonHeapMemoryUsage);
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .forEach(pool -> Gauge.builder("jvm.buffer.pool.used", pool::getMemoryUsed)
                        .description("Memory of buffers outside the heap")
                        .baseUnit("bytes")
                        .tag("pool", pool.getName())
                        .register(metrics));
    }

    private void memory(String area, Supplier<MemoryUsage> usage) {
        bytes("jvm.memory.used", "Memory that Java uses", () -> usage.get().getUsed(), "area", area);
        bytes("jvm.memory.committed", "Memory that Java has", () -> usage.get().getCommitted(), "area", area);
        bytes(
                "jvm.memory.max",
                "Memory that Java may have; -1 where there is no bound",
                () -> usage.get().getMax(),
                "area",
                area);
    }

    private void collectors() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            FunctionTimer.builder(
                            "jvm.gc.collection",
                            collector,
                            GarbageCollectorMXBean::getCollectionCount,
                            GarbageCollectorMXBean::getCollectionTime,
                            TimeUnit.MILLISECONDS)
                    .description("Garbage collections, and the time they took")
                    .tag("gc", collector.getName())
                    .register(metrics);
        }
    }

    private void gauge(String name, String what, Supplier<Number> value) {
        Gauge.builder(name, value).description(what).register(metrics);
    }

    private void seconds(String name, String what, Supplier<Number> value) {
        Gauge.builder(name, value).description(what).baseUnit("seconds").register(metrics);
    }

    private void bytes(String name, String what, Supplier<Number> value, String... tags) {
        Gauge.builder(name, value)
                .description(what)
                .baseUnit("bytes")
                .tags(tags)
                .register(metrics);
    }

    /** Of the line {@code VmRSS:     12345 kB}, see proc(5); what cannot be read is no number. */
    private static double resident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * KIBI)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException gone) {
            return Double.NaN;
        }
    }
}
