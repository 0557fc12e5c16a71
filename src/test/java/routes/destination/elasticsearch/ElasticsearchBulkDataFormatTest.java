package routes.destination.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.value.Value;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

class ElasticsearchBulkDataFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ElasticsearchIndices indices =
            new ElasticsearchIndices(Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC));
    private final ElasticsearchBulkDataFormat format = new ElasticsearchBulkDataFormat();

    @BeforeEach
    void give_the_format_its_indices() {
        format.setIndices(indices);
    }

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_sample_is_an_action_and_its_own_bytes_after_a_timestamp(String name) throws Exception {
        Event event = Samples.event(name);
        String id = Samples.json(name).path("id").asText();
        boolean audit = Samples.json(name).has("ts");
        String[] lines = text(event).split("\n", -1);

        assertThat(lines).hasSize(3);
        assertThat(lines[2]).isEmpty();
        assertThat(lines[0])
                .isEqualTo("{\"create\":{\"_index\":\"mcp-audit-%s\",\"_id\":\"%s\"}}"
                        .formatted(audit ? "2025.10.08" : "2026.05.26", id));
        assertThat(lines[1])
                .matches("\\{\"@timestamp\":\"[^\"]{24}\",.*")
                .endsWith(event.json().substring(1));
    }

    @Test
    void a_data_stream_has_no_day_in_its_name() throws Exception {
        indices.setIndex(Value.of("logs-siem-default"));
        indices.setDataStream(true);

        assertThat(text(Samples.event("audit-route")))
                .startsWith("{\"create\":{\"_index\":\"logs-siem-default\",\"_id\":");
    }

    @Test
    void days_and_times_are_those_of_any_date_and_offset_in_utc() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        indices.setDays(36_500);
        List<Event> events = new ArrayList<>();
        List<OffsetDateTime> times = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            OffsetDateTime time = OffsetDateTime.of(
                            1970 + random.nextInt(50), 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(random.nextInt(29) - 14))
                    .plusSeconds(random.nextInt(365 * 24 * 3600))
                    .plusNanos(random.nextInt(1_000_000_000));
            times.add(time);
            events.add(Samples.event(Samples.json("policy-hold").put("occurred_at", time.toString())));
        }
        List<JsonNode> lines = lines(events);
        for (int i = 0; i < times.size(); i++) {
            String utc = times.get(i)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString();
            assertThat(lines.get(2 * i).at("/create/_index").asText())
                    .as("seed %d", seed)
                    .isEqualTo("mcp-audit-" + utc.substring(0, 10).replace('-', '.'));
            assertThat(OffsetDateTime.parse(
                            lines.get(2 * i + 1).path("@timestamp").asText()))
                    .as("seed %d", seed)
                    .isEqualTo(OffsetDateTime.parse(utc));
        }
    }

    @Test
    void a_timestamp_of_the_events_own_is_kept_and_not_doubled() throws Exception {
        ObjectNode json = Samples.json("policy-deny").put("@timestamp", "2020-01-01T00:00:00Z");

        assertThat(text(Samples.event(json))).endsWith("\n" + json + "\n").contains("mcp-audit-2026.05.26");
    }

    @Test
    void an_id_of_any_characters_is_copied_as_it_is_written() throws Exception {
        ObjectNode json = Samples.json("policy-deny").put("id", "a\"b\\c\n\u00e9\ud83d\ude00");

        assertThat(lines(List.of(Samples.event(json))).get(0).at("/create/_id").asText())
                .isEqualTo("a\"b\\c\n\u00e9\ud83d\ude00");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T00:00:00Z,2026.06.01",
        "2026-06-02T23:59:59Z,2026.06.02",
        "2026-06-03T00:00:00Z,other-days",
        "2024-06-01T00:00:00Z,2024.06.01",
        "2024-05-31T23:59:59Z,other-days",
        "1970-01-01T00:00:00Z,other-days",
        "0001-01-01T00:00:00Z,other-days",
        "9999-12-31T23:59:59Z,other-days"
    })
    void a_day_too_far_off_has_no_index_of_its_own_but_keeps_its_timestamp(String occurredAt, String index)
            throws Exception {
        List<JsonNode> lines =
                lines(List.of(Samples.event(Samples.json("policy-deny").put("occurred_at", occurredAt))));

        assertThat(lines.get(0).at("/create/_index").asText()).isEqualTo("mcp-audit-" + index);
        assertThat(lines.get(1).path("@timestamp").asText()).isEqualTo(occurredAt.replace("Z", ".000Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:30:00-01:00", "0000-01-01T00:30:00+01:00"})
    void a_year_that_no_index_holds_is_left_to_the_event(String occurredAt) throws Exception {
        List<JsonNode> lines =
                lines(List.of(Samples.event(Samples.json("policy-deny").put("occurred_at", occurredAt))));

        assertThat(lines.get(0).at("/create/_index").asText()).isEqualTo("mcp-audit-other-days");
        assertThat(lines.get(1).has("@timestamp")).isFalse();
        assertThat(lines.get(1).path("occurred_at").asText()).isEqualTo(occurredAt);
    }

    @Test
    void an_event_without_a_time_cannot_be_written() {
        ObjectNode json = Samples.json("policy-deny").put("occurred_at", "canary");

        assertThatThrownBy(() -> text(Samples.event(json)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("cannot_encode: ")
                .hasMessageNotContaining("canary");
    }

    @Test
    void a_batch_over_the_limit_is_refused_before_it_is_written() throws Exception {
        Batch ten = Samples.batch("policy-deny", 10);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        format.encode(ten, written);
        int exact = written.size();
        format.setMaxBytes(exact - 1);
        written.reset();

        DeliveryException refused = catchThrowableOfType(DeliveryException.class, () -> format.encode(ten, written));
        assertThat(refused.rest()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.reason().code()).isEqualTo("request_too_large");
        assertThat(written.size()).isZero();

        format.setMaxBytes(exact);
        format.encode(ten, written);
        assertThat(written.size()).isEqualTo(exact);
    }

    private String text(Event event) throws Exception {
        return text(List.of(event));
    }

    private String text(List<Event> events) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        format.encode(new Batch(events), written);
        return written.toString(StandardCharsets.UTF_8);
    }

    private List<JsonNode> lines(List<Event> events) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text(events).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
