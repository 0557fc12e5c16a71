package routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Await;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;

class HttpIngestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DENY =
            "{\"id\":\"e-1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}";
    private static final String MATCH = "{\"id\":\"e1c40000-0000-4000-8000-000000000001\",\"event_type\":\"dlp.match\","
            + "\"agent_id\":\"a1b2c3d4-0000-4000-8000-00000000000a\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}";
    private static final String AUDIT = "{\"ts\":\"2025-10-08T22:45:00Z\",\"action\":\"route\",\"id\":\"a-1\"}";

    private IngestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new IngestServer("", new BodyLimits(100_000, 300_000, 400, 50_000));
    }

    @AfterEach
    void every_byte_is_given_back() {
        Await.until("the budget is whole", () -> server.budget.free() == IngestServer.HELD_BYTES);
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {DENY, MATCH, AUDIT})
    void one_event_is_answered_when_it_is_in_the_journal(String event) throws Exception {
        HttpResponse<String> answer = server.post(event);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":[],\"removed_fields\":0}");
        assertThat(server.journal.lines()).containsExactly(event);
    }

    @Test
    void events_of_all_families_are_appended_in_the_order_of_the_request() throws Exception {
        String rejected = "{\"id\":\"canary\"}";
        HttpResponse<String> answer = server.post("[" + String.join(",", MATCH, DENY, rejected, AUDIT, MATCH) + "]");

        assertThat(answer.body())
                .isEqualTo("{\"accepted\":4,\"rejected\":[{\"index\":2,\"code\":\"missing_field\","
                        + "\"pointer\":\"/event_type\"}],\"removed_fields\":0}");
        assertThat(server.journal.lines()).containsExactly(MATCH, DENY, AUDIT, MATCH);
    }

    @Test
    void lines_are_taken_plain_and_compressed() throws Exception {
        byte[] zipped = gzip(DENY + "\n{bad\n" + MATCH);

        HttpResponse<String> answer = server.send(server.request()
                .setHeader("Content-Type", "application/x-ndjson; charset=UTF-8")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(answer.body()).at("/rejected/0/code").asText()).isEqualTo("malformed_json");
        assertThat(server.journal.lines()).containsExactly(DENY, MATCH);
    }

    @Test
    void over_http_2_a_body_is_read_whole_however_its_end_comes() throws Exception {
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.events)
                    .version(HttpClient.Version.HTTP_2)
                    .POST(HttpRequest.BodyPublishers.ofString(DENY)));

            assertThat(answer.statusCode())
                    .as("request %d: %s", i, answer.body())
                    .isEqualTo(202);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
        assertThat(server.journal.lines()).hasSize(200).containsOnly(DENY);
    }

    @Test
    void nothing_of_the_request_is_in_the_answers_headers() throws Exception {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(URI.create(server.events + "?canary=1"))
                .header("X-Canary", "canary")
                .POST(HttpRequest.BodyPublishers.ofString(DENY)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().map().toString()).doesNotContainIgnoringCase("canary");
        assertThat(answer.headers().firstValue("Content-Length")).contains("47");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void a_request_without_one_good_event_says_what_is_wrong_with_each() throws Exception {
        HttpResponse<String> answer = server.post("[{},{\"event_type\":\"canary\"}]");

        JsonNode problem = problem(answer, 422, "all_rejected");
        assertThat(problem.at("/errors/1/pointer").asText()).isEqualTo("/1/event_type");
        assertThat(problem.at("/errors/1/code").asText()).isEqualTo("unknown_event_type");
        assertThat(server.journal.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|400|empty_request", "[{\"canary\":|400|malformed_json", "canary|400|malformed_json"})
    void a_request_that_cannot_be_read_leaves_nothing(String body, int status, String code) throws Exception {
        problem(server.post(body), status, code);

        assertThat(server.journal.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type|application/x-www-form-urlencoded",
                "Content-Type|multipart/form-data; boundary=x",
                "Content-Type|text/xml",
                "Content-Encoding|br"
            })
    void other_forms_of_body_are_refused_with_a_remedy(String header, String value) throws Exception {
        HttpResponse<String> answer =
                server.send(server.request().setHeader(header, value).POST(HttpRequest.BodyPublishers.ofString(DENY)));

        assertThat(problem(answer, 415, "unsupported_media_type").path("detail").asText())
                .startsWith("Send ");
        assertThat(server.journal.lines()).isEmpty();
    }

    @Test
    void a_body_over_the_limit_is_refused_whether_its_size_is_announced_or_not() throws Exception {
        byte[] large = ("[\"" + "x".repeat(100_000) + "\"]").getBytes(StandardCharsets.UTF_8);

        problem(
                server.send(server.request().POST(HttpRequest.BodyPublishers.ofByteArray(large))),
                413,
                "body_too_large");
        problem(
                server.send(server.request()
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "body_too_large");
        assertThat(server.post(DENY).statusCode()).isEqualTo(202);
    }

    @Test
    void a_body_that_grows_too_large_when_decompressed_is_refused() throws Exception {
        problem(sendZipped(gzip(" ".repeat(300_001))), 413, "body_too_large");
    }

    @Test
    void a_body_that_is_not_the_gzip_it_claims_to_be_is_refused() throws Exception {
        byte[] whole = gzip(DENY);

        problem(sendZipped(DENY.getBytes(StandardCharsets.UTF_8)), 400, "malformed_gzip");
        problem(sendZipped(java.util.Arrays.copyOf(whole, whole.length - 9)), 400, "malformed_gzip");
        problem(sendZipped(java.util.Arrays.copyOf(whole, whole.length - 1)), 400, "malformed_gzip");
        problem(sendZipped(java.util.Arrays.copyOf(whole, whole.length + 1)), 400, "malformed_gzip");
        assertThat(server.journal.lines()).isEmpty();
    }

    @Test
    void when_the_journal_refuses_the_producer_is_asked_to_come_again_and_nothing_is_counted() throws Exception {
        server.journal.fill();

        HttpResponse<String> answer = server.post("[" + DENY + ",{\"id\":\"no type\"}]");

        problem(answer, 503, "journal_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(server.metrics.find("siem.events.taken").counters())
                .isNotEmpty()
                .allMatch(counter -> counter.count() == 0);
        assertThat(server.metrics.find("siem.events.rejected").counters()).isEmpty();
    }

    /** More than there are threads, in bodies for the event loop and, compressed, for worker threads. */
    @Test
    void requests_that_wait_for_the_disk_keep_no_thread_from_others() throws Exception {
        server.journal.hold();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(server.sendLater(server.request().POST(HttpRequest.BodyPublishers.ofString(DENY))));
            answers.add(server.sendLater(server.request()
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(DENY)))));
        }

        Await.until("all wait for the disk", () -> server.journal.heldAppends() == 80);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        problem(server.post("{"), 400, "malformed_json");
        server.journal.release();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        }
        assertThat(server.journal.lines()).hasSize(80);
    }

    @Test
    void a_client_that_goes_away_half_way_leaves_nothing() throws Exception {
        Socket socket = server.halfWay("Content-Length: 1000\r\n", DENY + "\n");
        Await.until("the first part is held", () -> server.budget.free() < IngestServer.HELD_BYTES);
        socket.close();

        Await.until("it is given back", () -> server.budget.free() == IngestServer.HELD_BYTES);
        assertThat(server.journal.lines()).isEmpty();
    }

    @Test
    void a_body_that_does_not_come_is_not_waited_for() throws Exception {
        try (Socket socket = server.halfWay("Content-Length: 1000\r\n", DENY)) {
            byte[] status = socket.getInputStream().readNBytes(12);

            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
        assertThat(server.journal.lines()).isEmpty();
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() throws Exception {
        try (Socket socket = server.halfWay("Expect: 100-continue\r\nContent-Length: " + DENY.length() + "\r\n", "")) {
            byte[] status = socket.getInputStream().readNBytes(25);
            assertThat(new String(status, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100 Continue");
            socket.getOutputStream().write(DENY.getBytes(StandardCharsets.UTF_8));

            status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 202");
        }
        assertThat(server.journal.lines()).containsExactly(DENY);
    }

    @Test
    void requests_beyond_the_budget_are_asked_to_come_again() throws Exception {
        ByteBudget.Share others = server.budget.open(IngestServer.HELD_BYTES);
        others.take(IngestServer.HELD_BYTES - 10);
        try {
            HttpResponse<String> answer = server.post(DENY);

            problem(answer, 503, "busy");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        } finally {
            others.close();
        }
        assertThat(server.post(DENY).statusCode()).isEqualTo(202);
        assertThat(server.journal.lines()).containsExactly(DENY);
    }

    private HttpResponse<String> sendZipped(byte[] body) throws IOException, InterruptedException {
        return server.send(
                server.request().header("Content-Encoding", "gzip").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("canary");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }
}
