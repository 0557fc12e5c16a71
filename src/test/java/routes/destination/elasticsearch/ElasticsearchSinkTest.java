package routes.destination.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.deliver.LogLines;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/** The Kamelet in a real Camel, as the deliver route calls it, against a cluster's answers on a real socket. */
class ElasticsearchSinkTest {

    private final ElasticsearchEmulator cluster = new ElasticsearchEmulator();
    private final Batch three = Samples.batch("policy-deny", 3);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void a_batch_is_one_request_and_comes_back_as_it_was() {
        Exchange sent = send(three, Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getBody()).isSameAs(three);
        assertThat(sent.getMessage().getHeaders()).isEmpty();
        assertThat(sent.getVariables()).isEmpty();
        assertThat(cluster.documents().keySet())
                .containsExactly("mcp-audit-2026.05.26/0", "mcp-audit-2026.05.26/1", "mcp-audit-2026.05.26/2");
        ElasticsearchEmulator.Request request = request(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path())
                .isEqualTo("/_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.failure_store");
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
    }

    @Test
    void nothing_but_the_routers_own_headers_reaches_the_wire() {
        try (CalledSink sink = sink(Map.of("createTemplate", "create"))) {
            sink.send(three, Map.of("CamelHttpUri", "http://127.0.0.1:1", "X-Canary", "1", "Cookie", "a=b"));
        }
        assertThat(cluster.requests()).hasSize(3).allSatisfy(request -> assertThat(
                        request.headers().keySet())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .isSubsetOf("content-type", "host", "content-length", "connection", "user-agent"));
    }

    @ParameterizedTest
    @CsvSource({
        "encoded==,,,ApiKey encoded==",
        "id:key,,,ApiKey aWQ6a2V5",
        ",user,pass:w\u00f6rd,Basic dXNlcjpwYXNzOnfDtnJk",
        "encoded,user,password,ApiKey encoded",
        ",,,"
    })
    void credentials_are_an_api_key_or_a_user_or_none(String key, String user, String password, String header) {
        Map<String, String> settings = new HashMap<>();
        settings.put("apiKey", key);
        settings.put("username", user);
        settings.put("password", password);
        settings.values().removeIf(value -> value == null);

        assertThat(send(three, settings).getException()).isNull();
        assertThat(request(0).headers().getFirst("Authorization")).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/cluster", "/cluster/"})
    void the_address_may_have_a_path(String path) {
        try (CalledSink sink = CalledSink.of("siem-elasticsearch-sink", Map.of("url", cluster.url() + path))) {
            sink.send(three);
        }
        assertThat(request(0).path()).startsWith(path.replaceAll("/$", "") + "/_bulk?");
    }

    @Test
    void gzip_sends_the_same_documents() {
        send(three, Map.of("compression", "gzip"));

        assertThat(request(0).headers().getFirst("Content-Encoding")).isEqualTo("gzip");
        assertThat(cluster.documents()).hasSize(3);
    }

    @Test
    void a_lone_json_event_or_array_works_too() {
        try (CalledSink sink = sink(Map.of())) {
            sink.send(Samples.json("policy-hold").toString());
            sink.send("[" + Samples.json("dlp-match") + "," + Samples.json("audit-route") + "]");
        }
        assertThat(cluster.documents()).hasSize(3);
    }

    @Test
    void documents_that_are_there_already_are_delivered() {
        send(three, Map.of());

        assertThat(send(three, Map.of()).getException()).isNull();
        assertThat(cluster.documents()).hasSize(3);
    }

    @Test
    void items_are_told_apart_and_only_what_is_left_is_sent_again() {
        cluster.failNext("0", 400, "mapper_parsing_exception");
        cluster.failNext("1", 429, "es_rejected_execution_exception");
        DeliveryException said = failure(send(three, Map.of()));

        assertThat(said.refusal(0))
                .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo("mapper_parsing_exception"));
        assertThat(said.isDelivered(1)).isFalse();
        assertThat(said.refusal(1)).isEmpty();
        assertThat(said.isDelivered(2)).isTrue();
        assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(said).hasMessageNotContaining("canary");

        assertThat(send(Samples.part(three, 1, 2), Map.of()).getException()).isNull();
        assertThat(cluster.documents().keySet()).containsExactly("mcp-audit-2026.05.26/2", "mcp-audit-2026.05.26/1");
    }

    @ParameterizedTest
    @CsvSource({
        "429,es_rejected_execution_exception,AGAIN",
        "503,unavailable_shards_exception,AGAIN",
        "500,exception,AGAIN",
        "403,security_exception,PARKED",
        "400,index_closed_exception,PARKED",
        "400,validation_exception,PARKED",
        "404,index_not_found_exception,PARKED",
        "403,cluster_block_exception,PARKED",
        "501,x,PARKED"
    })
    void an_item_that_is_no_events_fault_leaves_its_event_for_later(int status, String error, Verdict verdict) {
        cluster.failNext("1", status, error);
        DeliveryException said = failure(send(three, Map.of()));

        assertThat(said.rest()).isEqualTo(verdict);
        assertThat(said.reason().code()).isEqualTo(error);
        assertThat(said.refusals()).isZero();
        assertThat(List.of(said.isDelivered(0), said.isDelivered(1), said.isDelivered(2)))
                .containsExactly(true, false, true);
    }

    @ParameterizedTest
    @CsvSource({"400,mapper_parsing_exception", "404,es_404", "400,es_400"})
    void an_item_that_is_refused_is_refused_alone(int status, String code) {
        cluster.failNext("1", status, code.startsWith("es_") ? "Not a type: 'canary'" : code);
        DeliveryException said = failure(send(three, Map.of()));

        assertThat(said.refusals()).isEqualTo(1);
        assertThat(said.refusal(1)).hasValueSatisfying(reason -> {
            assertThat(reason.code()).isEqualTo(code);
            assertThat(reason.detail()).doesNotContain("canary");
        });
    }

    @Test
    void a_document_in_the_failure_store_is_delivered_with_a_warning() {
        cluster.storeAsFailureNext("1");
        Exchange sent = send(three, Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(sent.getProperty(Reason.WARNING, Reason.class).code()).isEqualTo("failure_store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>portal</html>",
                "",
                "{}",
                "{\"items\":[]}",
                "{\"items\":[{\"create\":{\"status\":201}}]}",
                "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}},{\"create\":{\"st"
            })
    void an_answer_without_an_outcome_for_each_event_confirms_nothing(String body) {
        cluster.answerNext(200, body);
        DeliveryException said = failure(send(three, Map.of()));

        assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(said.reason().code()).isEqualTo("es_unconfirmed");
        assertThat(said.settledSome()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "401,PARKED",
        "403,PARKED",
        "404,PARKED",
        "302,PARKED",
        "400,REFUSED",
        "413,REFUSED",
        "429,AGAIN",
        "503,AGAIN"
    })
    void a_request_that_fails_as_a_whole_is_judged_by_its_status(int status, Verdict verdict) {
        cluster.answerNext(status, "{\"error\":\"x\"}", "Retry-After", "7");
        Exchange sent = send(three, Map.of("apiKey", "key-canary"));

        assertThat(failure(sent).rest()).isEqualTo(verdict);
        assertThat(failure(sent).reason().code()).isEqualTo("http_" + status);
        assertThat(failure(sent).retryAfter().isPresent()).isEqualTo(verdict == Verdict.AGAIN);
        assertThat(sent.getMessage().getHeaders()).doesNotContainKey("Authorization");
    }

    @Test
    void the_reply_to_the_largest_batch_is_read_to_its_end() {
        Batch many = Samples.batch("agent-connected", 10_000);
        IntStream.range(0, 10_000).forEach(i -> cluster.failNext("" + i, 429, "es_rejected_execution_exception"));

        assertThat(failure(send(many, Map.of())).reason().code()).isEqualTo("es_rejected_execution_exception");
    }

    @Test
    void a_batch_over_the_limit_is_not_sent() {
        DeliveryException said = failure(send(three, Map.of("maxBytes", "1024")));

        assertThat(said.reason().code()).isEqualTo("request_too_large");
        assertThat(cluster.requests()).isEmpty();
        assertThat(send(Samples.part(three, 0, 1), Map.of("maxBytes", "1024")).getException())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:whole", "direct:bare"})
    void a_failure_repeats_the_post_as_often_as_the_callers_policy_says(String route) {
        cluster.answerNext(503, "");
        cluster.answerNext(200, "<html>portal</html>");
        try (CalledSink sink = sink(Map.of("createTemplate", "create", "apiKey", "key"))) {
            assertThat(sink.sendTo(route, three, Map.of()).getException()).isNull();
        }
        assertThat(cluster.documents()).hasSize(3);
        assertThat(cluster.requests())
                .allSatisfy(request ->
                        assertThat(request.headers().getFirst("Authorization")).isEqualTo("ApiKey key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:whole", "direct:bare"})
    void a_cluster_that_stays_busy_is_asked_until_the_policy_ends(String route) {
        IntStream.range(0, 7).forEach(i -> cluster.answerNext(503, ""));
        try (CalledSink sink = sink(Map.of())) {
            assertThat(sink.sendTo(route, three, Map.of()).getException()).isNotNull();
        }
        assertThat(cluster.requests()).hasSize(4);
    }

    @Test
    void secrets_are_in_no_endpoint_no_route_and_no_log_line() {
        LogLines lines = LogLines.capture();
        try (lines;
                CalledSink sink = sink(Map.of("apiKey", "canary", "username", "u", "password", "canary"))) {
            sink.send(three);
            cluster.answerNext(403, "canary");
            sink.sendTo("direct:bare", three, Map.of());

            assertThat(sink.endpointsAndRoutes()).isNotEmpty().allSatisfy(text -> assertThat(text)
                    .doesNotContain("canary"));
        }
        assertThat(lines.all()).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain("canary"));
    }

    private CalledSink sink(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", cluster.url());
        // the samples are of fixed days
        settings.put("indexDays", "36500");
        return CalledSink.of("siem-elasticsearch-sink", settings);
    }

    private Exchange send(Batch batch, Map<String, String> settings) {
        try (CalledSink sink = sink(settings)) {
            return sink.send(batch);
        }
    }

    private ElasticsearchEmulator.Request request(int index) {
        return cluster.requests().get(index);
    }

    private static DeliveryException failure(Exchange sent) {
        assertThat(sent.getException()).isInstanceOf(DeliveryException.class);
        return (DeliveryException) sent.getException();
    }
}
