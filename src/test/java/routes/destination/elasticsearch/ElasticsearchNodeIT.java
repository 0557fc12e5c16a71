package routes.destination.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** The Kamelet against real nodes of both products; each test has indices of its own. */
class ElasticsearchNodeIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ElasticsearchNode openSearch;
    private static ElasticsearchNode elasticsearch;

    @BeforeAll
    static void start_the_nodes(@TempDir Path work) {
        openSearch = ElasticsearchNode.openSearch(work);
        elasticsearch = ElasticsearchNode.elasticsearch(work);
    }

    @AfterAll
    static void stop_the_nodes() {
        Stream.of(openSearch, elasticsearch).filter(node -> node != null).forEach(ElasticsearchNode::stop);
    }

    static List<ElasticsearchNode> nodes() {
        return List.of(openSearch, elasticsearch);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void every_sample_is_stored_as_it_was_in_the_index_of_its_own_day(ElasticsearchNode node) {
        List<String> names = Samples.names();
        List<Event> events = names.stream()
                .map(name -> Samples.event(Samples.json(name).put("id", name)))
                .toList();
        assertThat(send(node, "days", new Batch(events), Map.of()).getException())
                .isNull();

        for (String name : names) {
            ObjectNode expected = Samples.json(name).put("id", name);
            boolean audit = expected.has("ts");
            String index = audit ? "days-2025.10.08" : "days-2026.05.26";
            node.call("POST", "/" + index + "/_refresh", "");
            ObjectNode stored =
                    (ObjectNode) node.get("/" + index + "/_doc/" + name).path("_source");
            assertThat(stored.remove("@timestamp").asText())
                    .matches("202\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(stored).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:30:00+01:00,2025.12.31,2025-12-31T23:30:00.000Z",
        "2025-12-31T23:30:00.1239999-01:00,2026.01.01,2026-01-01T00:30:00.123Z",
        "2024-02-29t23:59:60z,2024.03.01,2024-03-01T00:00:00.000Z"
    })
    void the_day_is_the_events_own_in_utc(String occurredAt, String day, String timestamp) {
        ObjectNode json =
                Samples.json("policy-deny").put("occurred_at", occurredAt).put("id", occurredAt);
        Batch batch = new Batch(List.of(Samples.event(json)));
        assertThat(send(openSearch, "utc", batch, Map.of("createTemplate", "create"))
                        .getException())
                .isNull();

        assertThat(openSearch.all("utc-" + day)).anySatisfy(stored -> {
            assertThat(stored.path("occurred_at").asText()).isEqualTo(occurredAt);
            assertThat(stored.path("@timestamp").asText()).isEqualTo(timestamp);
        });
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_batch_that_is_sent_again_is_delivered_and_stored_once(ElasticsearchNode node) {
        Batch batch = Samples.batch("dlp-match", 50);
        send(node, "again", Samples.part(batch, 0, 30), Map.of("compression", "gzip"));

        assertThat(send(node, "again", batch, Map.of("compression", "gzip")).getException())
                .isNull();
        assertThat(node.all("again-2026.05.26")).hasSize(50);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_conflict_with_the_mapping_refuses_one_event_and_stores_the_others(ElasticsearchNode node) {
        List<Event> events = Stream.of("one", "bad", "two")
                .map(id -> {
                    ObjectNode json = Samples.json("policy-deny").put("id", id);
                    return Samples.event(id.equals("bad") ? json.put("decision", "text-canary") : json);
                })
                .toList();
        Exchange sent = send(node, "conflict", new Batch(events), Map.of("createTemplate", "create"));

        assertThat(sent.getException()).isInstanceOfSatisfying(DeliveryException.class, said -> {
            assertThat(said.refusals()).isEqualTo(1);
            assertThat(said.refusal(1)).hasValueSatisfying(reason -> {
                assertThat(reason.code()).isEqualTo("mapper_parsing_exception");
                assertThat(reason.toString()).doesNotContain("canary");
            });
            assertThat(said.isDelivered(0) && said.isDelivered(2)).isTrue();
        });
        assertThat(node.all("conflict-2026.05.26"))
                .map(stored -> stored.path("id").asText())
                .containsExactlyInAnyOrder("one", "two");
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void the_template_is_created_once_and_one_that_is_there_is_kept(ElasticsearchNode node) {
        String own = "{\"index_patterns\":[\"kept-*\"],\"_meta\":{\"mine\":true}}";
        node.call("PUT", "/_index_template/kept", own);
        Batch one = Samples.batch("policy-deny", 1);

        assertThat(send(node, "kept", one, Map.of("createTemplate", "create")).getException())
                .isNull();
        assertThat(send(node, "made", one, Map.of("createTemplate", "create")).getException())
                .isNull();

        assertThat(template(node, "kept").at("/_meta/mine").asBoolean()).isTrue();
        assertThat(template(node, "made").at("/index_patterns/0").asText()).isEqualTo("made-*");
        assertThat(node.get("/made-2026.05.26/_mapping")
                        .findValue("drift_score")
                        .path("type")
                        .asText())
                .isEqualTo("double");
    }

    /** The queries as the audit guide and the page print them: Lucene's by the node's own parser, KQL as what Kibana makes of it. */
    @ParameterizedTest
    @MethodSource("nodes")
    void the_printed_queries_find_what_they_say(ElasticsearchNode node) throws IOException {
        List<Event> events =
                ElasticsearchQueries.records().stream().map(Samples::event).toList();
        assertThat(send(node, "queries", new Batch(events), Map.of("createTemplate", "create"))
                        .getException())
                .isNull();

        for (ElasticsearchQueries query : ElasticsearchQueries.values()) {
            String asText =
                    JSON.createObjectNode().put("query", query.printed()).toString();
            assertThat(ids(node.search("queries-*", "{\"query_string\":" + asText + "}")))
                    .as(query.printed())
                    .isEqualTo(query.found());
            assertThat(ids(node.search("queries-*", query.translated())))
                    .as("%s, translated", query.kql())
                    .isEqualTo(query.found());
        }
        JsonNode pie = node.call(
                "POST",
                "/queries-*/_search",
                "{\"size\":0,\"aggs\":{\"types\":{\"terms\":{\"field\":\"categories.type\"}}}}");
        assertThat(pie.at("/aggregations/types/buckets").findValuesAsText("key"))
                .contains("secret", "pii");
    }

    /** Only OpenSearch: the open-source build of Elasticsearch 7.10 has no data streams. */
    @Test
    void a_data_stream_gets_each_event_once() {
        Map<String, String> settings = Map.of("dataStream", "true", "createTemplate", "create");
        Batch batch = Samples.batch("audit-redact", 20);
        assertThat(send(openSearch, "logs-siem-test", batch, settings).getException())
                .isNull();
        assertThat(send(openSearch, "logs-siem-test", batch, settings).getException())
                .isNull();

        JsonNode streams = openSearch.get("/_data_stream/logs-siem-test");
        assertThat(streams.at("/data_streams/0/name").asText()).isEqualTo("logs-siem-test");
        assertThat(openSearch.all("logs-siem-test")).hasSize(20).allSatisfy(stored -> assertThat(
                        stored.path("@timestamp").asText())
                .isEqualTo("2025-10-08T22:45:00.412Z"));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void an_index_that_is_closed_parks(ElasticsearchNode node) {
        node.call("PUT", "/closed-2026.05.26", "");
        node.call("POST", "/closed-2026.05.26/_close", "");
        Exchange sent = send(node, "closed", Samples.batch("policy-deny", 3), Map.of());

        assertThat(sent.getException()).isInstanceOfSatisfying(DeliveryException.class, said -> {
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.refusals()).isZero();
            assertThat(said.reason().code()).isEqualTo("index_closed_exception");
        });
    }

    private static Exchange send(ElasticsearchNode node, String index, Batch batch, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", node.url());
        settings.put("index", index);
        // a node that has only begun, on a busy machine, makes its first index slowly
        settings.put("responseTimeout", "120000");
        // the samples are of fixed days
        settings.put("indexDays", "36500");
        try (CalledSink sink = CalledSink.of("siem-elasticsearch-sink", settings)) {
            return sink.send(batch);
        }
    }

    private static JsonNode template(ElasticsearchNode node, String name) {
        return node.get("/_index_template/" + name).at("/index_templates/0/index_template");
    }

    private static List<String> ids(List<JsonNode> documents) {
        return documents.stream()
                .map(document -> document.path("id").asText())
                .sorted()
                .toList();
    }
}
