package routes.supply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code security/refresh} with an OSV on this machine, which answers in pages as the real one does. */
class RefreshTest {

    private static final String SBOM =
            """
            {"components": [{"group": "io.netty", "name": "netty-handler", "version": "4.1.1.Final"},
                            {"group": "io.netty", "name": "netty-handler", "version": "4.1.1.Final"}]}
            """;

    @TempDir
    private Path work;

    private HttpServer osv;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(python() == 0, "python3 is not installed");
        osv = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        osv.createContext("/v1/querybatch", RefreshTest::answerQuery);
        osv.createContext("/v1/vulns/", RefreshTest::answerAdvisory);
        osv.start();
        Files.writeString(work.resolve("sbom.json"), SBOM);
        Files.createDirectory(work.resolve("advisories"));
    }

    @AfterEach
    void stop() {
        if (osv != null) {
            osv.stop(0);
        }
    }

    @Test
    void every_page_of_advisories_becomes_files() throws Exception {
        Files.writeString(file("CVE-2"), "{\"id\": \"CVE-2\", \"summary\": \"as it was known before\"}");
        Files.writeString(file("CVE-9"), "{\"id\": \"CVE-9\"}");

        assertThat(refresh("http://127.0.0.1:" + osv.getAddress().getPort())).isEqualTo("1 libraries, 3 advisories\n");

        assertThat(names()).containsExactly("CVE-9.json", "GHSA-1.json", "GHSA-2.json");
        assertThat(Files.readString(file("GHSA-2"))).contains("\"CVE-2\"", "summary of GHSA-2");
    }

    @Test
    void an_osv_that_does_not_answer_changes_nothing() throws Exception {
        Files.writeString(file("CVE-2"), "{\"id\": \"CVE-2\"}");
        int port = osv.getAddress().getPort();
        osv.stop(0);

        assertThat(refresh("http://127.0.0.1:" + port)).contains("does not answer, nothing is changed");
        assertThat(names()).containsExactly("CVE-2.json");
    }

    private static void answerQuery(HttpExchange exchange) throws IOException {
        String question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        assertThat(question).contains("\"Maven\"", "\"io.netty:netty-handler\"", "\"4.1.1.Final\"");
        answer(
                exchange,
                question.contains("page_token")
                        ? "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-2\"}, {\"id\": \"GHSA-3\"}]}]}"
                        : "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-1\"}], \"next_page_token\": \"more\"}]}");
    }

    private static void answerAdvisory(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().replace("/v1/vulns/", "");
        String withdrawn = id.equals("GHSA-3") ? ", \"withdrawn\": \"2026-11-01T00:00:00Z\"" : "";
        answer(
                exchange,
                "{\"id\": \"%s\", \"aliases\": [\"%s\"], \"summary\": \"summary of %s\"%s}"
                        .formatted(id, id.replace("GHSA", "CVE"), id, withdrawn));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] bytes = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String refresh(String api) throws Exception {
        Process refresh = new ProcessBuilder(
                        "python3",
                        "security/refresh",
                        "--api",
                        api,
                        "--sbom",
                        work.resolve("sbom.json").toString(),
                        "--advisories",
                        work.resolve("advisories").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(refresh.getInputStream().readAllBytes(), UTF_8);
        refresh.waitFor();
        return said;
    }

    private static int python() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor();
        } catch (IOException none) {
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private Path file(String name) {
        return work.resolve("advisories").resolve(name + ".json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(work.resolve("advisories"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
