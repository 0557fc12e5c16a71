package routes.destination.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;

/** What real nodes answer for an index that takes nothing, and that the events of the others are stored. */
class ElasticsearchOneIndexIT {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant old = now.minus(40, ChronoUnit.DAYS);

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
    void a_closed_index_costs_its_own_events_only(ElasticsearchNode node) {
        node.call("PUT", "/closed-" + day(old), "");
        node.call("POST", "/closed-" + day(old) + "/_close", "");

        assertThat(refusalOfTheOldOne(node, "closed").code()).isEqualTo("index_closed_exception");
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_read_only_index_costs_its_own_events_only(ElasticsearchNode node) {
        node.call("PUT", "/block-" + day(old), "{\"settings\":{\"index.blocks.write\":true}}");

        assertThat(refusalOfTheOldOne(node, "block").code()).isEqualTo("cluster_block_exception");
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void an_alias_without_a_write_index_costs_its_own_events_only(ElasticsearchNode node) {
        String alias = "alias-" + day(old);
        node.call("PUT", "/one-of-two", "{\"aliases\":{\"" + alias + "\":{}}}");
        node.call("PUT", "/two-of-two", "{\"aliases\":{\"" + alias + "\":{}}}");

        assertThat(refusalOfTheOldOne(node, "alias").code()).isEqualTo("illegal_argument_exception");
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void an_index_that_may_not_be_created_costs_its_own_events_only(ElasticsearchNode node) {
        node.call("PUT", "/uncreated-" + day(now), "");
        settings(node, "\"action.auto_create_index\":\"false\"");
        try {
            assertThat(refusalOfTheOldOne(node, "uncreated").code()).isEqualTo("index_not_found_exception");
        } finally {
            settings(node, "\"action.auto_create_index\":null");
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_cluster_at_its_shard_limit_stores_the_events_of_the_indices_it_has(ElasticsearchNode node) {
        node.call("PUT", "/shards-" + day(now), "");
        settings(node, "\"cluster.max_shards_per_node\":1");
        try {
            assertThat(refusalOfTheOldOne(node, "shards").code()).isEqualTo("validation_exception");
        } finally {
            settings(node, "\"cluster.max_shards_per_node\":null");
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void dates_of_any_year_are_stored_in_two_indices_and_found_by_time(ElasticsearchNode node) {
        List<Event> events = Stream.of(
                        "0000-01-01T00:00:00Z",
                        "0000-01-01T00:30:00+01:00",
                        "1000-06-01T00:00:00Z",
                        "1970-01-01T00:00:00Z",
                        "2262-04-12T00:00:00Z",
                        "9999-12-31T23:59:59Z",
                        "9999-12-31T23:59:59-01:00",
                        now.toString())
                .map(time -> event(time, time))
                .toList();
        try (CalledSink sink = sink(node, "years", Map.of("createTemplate", "create"))) {
            assertThat(sink.send(new Batch(events)).getException()).isNull();
        }
        node.call("POST", "/years-*/_refresh", "");
        assertThat(node.get("/years-" + day(now) + "/_count").path("count").asInt())
                .isEqualTo(1);
        assertThat(node.get("/years-other-days/_count").path("count").asInt()).isEqualTo(7);
        assertThat(node.search("years-*", "{\"range\":{\"@timestamp\":{\"lt\":\"1971-01-01\"}}}"))
                .hasSize(3);
    }

    /** What is stored and what is not; the node's own word for why. */
    private Reason refusalOfTheOldOne(ElasticsearchNode node, String index) {
        try (CalledSink sink = sink(node, index, Map.of())) {
            Batch batch = new Batch(List.of(event("old", old.toString()), event("new", now.toString())));
            DeliveryException said = (DeliveryException) sink.send(batch).getException();

            assertThat(said.isDelivered(1)).isTrue();
            assertThat(said.isDelivered(0)).isFalse();
            assertThat(node.all(index + '-' + day(now)))
                    .map(stored -> stored.path("id").asText())
                    .containsExactly("new");
            return said.refusal(0).orElseThrow();
        }
    }

    private static CalledSink sink(ElasticsearchNode node, String index, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", node.url());
        settings.put("index", index);
        // a node that has only begun, on a busy machine, makes its first index slowly
        settings.put("responseTimeout", "120000");
        return CalledSink.of("siem-elasticsearch-sink", settings);
    }

    private static Event event(String id, String occurredAt) {
        ObjectNode json = Samples.json("policy-deny").put("id", id).put("occurred_at", occurredAt);
        return Samples.event(json);
    }

    private static String day(Instant instant) {
        return DateTimeFormatter.ofPattern("uuuu.MM.dd")
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private static void settings(ElasticsearchNode node, String setting) {
        node.call("PUT", "/_cluster/settings", "{\"transient\":{" + setting + "}}");
    }
}
