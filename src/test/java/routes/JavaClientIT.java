package routes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client in a program of its own, made of nothing but its sources and the JDK, against the packaged router. */
class JavaClientIT {

    private static final long MUCH = 1L << 30;

    @TempDir
    private static Path classes;

    @TempDir
    private Path work;

    @BeforeAll
    static void compile() throws IOException {
        List<String> words = new ArrayList<>(
                List.of("-Xlint:all", "-Werror", "--release", "17", "-proc:none", "-cp", "", "-d", classes.toString()));
        try (Stream<Path> sources = Files.walk(Path.of("clients/java/src/main/java"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(words::add);
        }
        words.add("src/test/resources/clients/Producer.java");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new)))
                .isZero();
    }

    @Test
    void everything_shipped_arrives_in_order_over_an_outage_of_the_router_and_ends_of_the_producer() throws Exception {
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            router.api().createIntegration(collector.integration());

            assertThat(produce(router, 0, 250, 30, MUCH)).startsWith("true Stats[shipped=250, rejected=5, dropped=2,");
            router.kill();
            assertThat(produce(router, 250, 300, 0, MUCH)).startsWith("false");
            assertThat(produce(router, 300, 350, 0, MUCH)).startsWith("false");
            assertThat(spooled()).hasSizeGreaterThanOrEqualTo(2);
            router.restart();
            assertThat(produce(router, 350, 400, 30, MUCH)).startsWith("true");

            List<String> wanted =
                    IntStream.range(0, 400).mapToObj(n -> "j-" + n).toList();
            collector.awaitIds(wanted);
            assertThat(collector.firstArrivals()).isEqualTo(wanted);
            assertThat(spooled()).isEmpty();
        }
    }

    @Test
    void a_batch_that_the_router_finds_too_large_is_sent_in_halves() throws Exception {
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_MAX_REQUEST_BYTES", "4096"))) {
            assertThat(produce(router, 0, 100, 30, MUCH)).startsWith("true Stats[shipped=100, rejected=2, dropped=2,");
        }
    }

    @Test
    void neither_memory_nor_disk_grows_without_bound_while_nobody_listens() throws Exception {
        String said = producer("http://127.0.0.1:" + Ports.free(), 0, 5000, 0, 100_000);
        assertThat(said).startsWith("false Stats[shipped=0, rejected=0, dropped=");
        assertThat(spooled().stream().mapToLong(file -> file.toFile().length()).sum())
                .isBetween(50_000L, 100_000L);
        assertThat(spooled().get(0)).satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                .hasSize(2));
    }

    private String produce(RouterProcess router, int first, int last, int patience, long disk) throws Exception {
        return producer("http://127.0.0.1:" + router.port(), first, last, patience, disk);
    }

    /** What the program printed; it has to end well. */
    private String producer(String endpoint, int first, int last, int patience, long disk) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        classes + File.pathSeparator,
                        "Producer",
                        work.resolve("spool").toString(),
                        Integer.toString(first),
                        Integer.toString(last),
                        Integer.toString(patience),
                        Long.toString(disk))
                .redirectErrorStream(true);
        builder.environment().put("CUSTOM_SIEM_ENDPOINT", endpoint);
        builder.environment().put("CUSTOM_SIEM_API_KEY", RouterProcess.TOKEN);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("SIEM shipping failed: a record was");
        return said.lines().filter(line -> line.contains("Stats[")).collect(joining());
    }

    private List<Path> spooled() {
        Path spool = work.resolve("spool");
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".ndjson")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
