package routes.destination.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** When the Kamelet creates the index template, and what becomes of the events when it cannot. */
class ElasticsearchTemplateTest {

    private final ElasticsearchEmulator cluster = new ElasticsearchEmulator();
    private final Batch one = Samples.batch("policy-deny", 1);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void it_is_looked_for_and_created_once_before_the_first_request() {
        try (CalledSink sink = sink(Map.of("apiKey", "key"))) {
            assertThat(sink.send(one).getException()).isNull();
            assertThat(sink.send(one).getException()).isNull();
        }
        assertThat(calls())
                .containsExactly(
                        "HEAD /_index_template/mcp-audit",
                        "PUT /_index_template/mcp-audit",
                        "POST /_bulk",
                        "POST /_bulk");
        assertThat(cluster.requests())
                .allSatisfy(request ->
                        assertThat(request.headers().getFirst("Authorization")).isEqualTo("ApiKey key"));
        assertThat(cluster.requests().get(0).body()).isEmpty();
        assertThat(cluster.requests().get(1).path()).endsWith("?create=true");
        assertThat(cluster.templates().get("mcp-audit")).contains("\"index_patterns\":[\"mcp-audit-*\"]");
    }

    @Test
    void one_that_is_there_is_kept() {
        try (CalledSink first = sink(Map.of());
                CalledSink second = sink(Map.of())) {
            first.send(one);
            assertThat(second.send(one).getException()).isNull();
        }
        assertThat(calls().subList(3, 5)).containsExactly("HEAD /_index_template/mcp-audit", "POST /_bulk");
    }

    @Test
    void that_of_a_data_stream_says_so() {
        try (CalledSink sink = sink(Map.of("dataStream", "true", "index", "logs-siem-default"))) {
            sink.send(one);
        }
        assertThat(cluster.templates().get("logs-siem-default"))
                .contains("\"index_patterns\":[\"logs-siem-default\"]", "\"data_stream\":{}");
        assertThat(cluster.documents().keySet()).containsExactly("logs-siem-default/0");
    }

    @ParameterizedTest
    @CsvSource({
        "401,PARKED,index_template_401",
        "403,PARKED,index_template_403",
        "400,PARKED,index_template_400",
        "413,PARKED,index_template_413",
        "503,AGAIN,http_503",
        "429,AGAIN,http_429"
    })
    void what_goes_wrong_refuses_no_event_and_is_tried_again(int status, Verdict verdict, String code) {
        cluster.answerNext(404, "");
        cluster.answerNext(status, "{}");
        try (CalledSink sink = sink(Map.of("apiKey", "key"))) {
            var sent = sink.send(one);
            assertThat(sent.getException()).isInstanceOfSatisfying(DeliveryException.class, said -> {
                assertThat(said.rest()).isEqualTo(verdict);
                assertThat(said.reason().code()).isEqualTo(code);
            });
            assertThat(sent.getMessage().getHeaders()).doesNotContainKey("Authorization");
            assertThat(cluster.documents()).isEmpty();

            assertThat(sink.send(one).getException()).isNull();
        }
        assertThat(cluster.documents()).hasSize(1);
        assertThat(cluster.templates()).hasSize(1);
    }

    private List<String> calls() {
        return cluster.requests().stream()
                .map(request -> request.method() + " " + request.path().replaceAll("\\?.*", ""))
                .toList();
    }

    private CalledSink sink(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", cluster.url());
        settings.put("createTemplate", "create");
        return CalledSink.of("siem-elasticsearch-sink", settings);
    }
}
