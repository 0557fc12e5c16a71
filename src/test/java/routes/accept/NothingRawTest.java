package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Meter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import routes.accept.rule.Rejection;

/**
 * Generated events with a canary in every place where raw content is forbidden: under disguised names and in JSON inside strings, at
 * any depth. What comes out is what went in without them. {@code -Draw.requests=1000000} for the long run.
 */
class NothingRawTest {

    private static final String CANARY = "canary-4111";
    private static final int REQUESTS = Integer.getInteger("raw.requests", 2_000);
    private static final Set<String> DLP_FIELDS = Set.of(
            "id",
            "event_type",
            "occurred_at",
            "agent_id",
            "tenant_id",
            "policy_id",
            "pattern_id",
            "direction",
            "action_taken",
            "detection_reason",
            "pattern_name",
            "position",
            "length",
            "redaction_count",
            "tool_pattern_matched",
            "destination_domain",
            "sensitivity_tags",
            "payload_size_bytes");

    @Test
    void no_canary_is_in_anything_that_comes_out_and_everything_else_is() {
        Accepting accepting = new Accepting();
        long first = Long.getLong("raw.seed", 0);
        for (long seed = first; seed < first + REQUESTS; seed++) {
            Random random = new Random(seed);
            Poison poison = new Poison(random, CANARY);
            ArrayNode events = Accepting.JSON.createArrayNode();
            for (int i = random.nextInt(6); i >= 0; i--) {
                events.add(event(random, poison));
            }
            byte[] body = written(events, random).getBytes(StandardCharsets.UTF_8);

            Acceptance acceptance = accepting.accept(body, false);

            String as = "-Draw.seed=" + seed;
            assertThat(acceptance.rejections().toString()).as(as).doesNotContain(CANARY);
            List<String> lines = Accepting.lines(acceptance);
            assertThat(lines.toString()).as(as).doesNotContain(CANARY).doesNotContain("\n");
            assertSameWithout(poison, events, acceptance, lines, as);
        }
        assertThat(accepting.registry.getMeters().stream()
                        .map(Meter::getId)
                        .toList()
                        .toString())
                .doesNotContain(CANARY);
        assertThat(accepting.count("siem.fields.removed", "reason", "forbidden"))
                .isPositive();
        assertThat(accepting.count("siem.fields.removed", "reason", "embedded")).isPositive();
    }

    private static void assertSameWithout(
            Poison poison, ArrayNode events, Acceptance acceptance, List<String> lines, String as) {
        Set<Integer> rejected =
                acceptance.rejections().stream().map(Rejection::index).collect(Collectors.toSet());
        int line = 0;
        for (int i = 0; i < events.size(); i++) {
            if (!rejected.contains(i)) {
                assertThat(withoutGivenId(events.get(i), Accepting.tree(lines.get(line++))))
                        .as("%s, event %s", as, i)
                        .isEqualTo(stripped(events.get(i), poison));
            }
        }
        assertThat(line).as(as).isEqualTo(lines.size());
    }

    @Test
    void a_request_that_is_cut_off_says_nothing_of_what_it_held() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] body = ("[" + event(random, new Poison(random, CANARY)) + "]").getBytes(StandardCharsets.UTF_8);
            byte[] cut = Arrays.copyOf(body, random.nextInt(body.length));
            try {
                new Accepting().tryAccept(cut, false);
                throw new AssertionError("seed " + seed + ": a part of a request was accepted");
            } catch (UnreadableRequestException refused) {
                assertThat(refused.toString())
                        .as("seed %s", seed)
                        .doesNotContain("canary")
                        .doesNotContain("4111");
                assertThat(refused.getCause()).isNull();
            }
        }
    }

    private static ObjectNode event(Random random, Poison poison) {
        ObjectNode event = (ObjectNode) Accepting.tree(
                switch (random.nextInt(4)) {
                    case 0 -> Accepting.governance(",\"outcome\":\"deny\",\"reason\":\"kept\"");
                    case 1 -> Accepting.dlp(",\"position\":5,\"sensitivity_tags\":[\"pii\"]");
                    case 2 ->
                        Accepting.audit(",\"decision\":{\"action\":\"block\"},\"categories\":[{\"type\":\"pii\"}]");
                    default -> "{\"event_type\":\"policy.deny\",\"note\":\"" + CANARY + "\"}";
                });
        poison.into(event);
        for (int i = random.nextInt(4); i > 0; i--) {
            event.set("extra" + i, harmless(random, poison, 3));
        }
        if (event.path("event_type").asText().equals("dlp.match") && random.nextBoolean()) {
            event.put("note", CANARY).put("direction", CANARY).put("tenant_id", CANARY);
        }
        return event;
    }

    private static JsonNode harmless(Random random, Poison poison, int depth) {
        ObjectNode object = Accepting.JSON.createObjectNode().put("kept", random.nextInt());
        poison.into(object);
        if (depth > 0) {
            object.set("inner", harmless(random, poison, depth - 1));
            object.set("list", Accepting.JSON.createArrayNode().add("x").add(harmless(random, poison, depth - 1)));
        }
        return object;
    }

    /** Compact or with white space, and with some letters of names escaped. */
    private static String written(JsonNode events, Random random) {
        String json = random.nextBoolean() ? events.toString() : events.toPrettyString();
        return random.nextBoolean()
                ? json
                : json.replace("\"value", "\"v\\u0061lue").replace("\"id\"", "\"\\u0069d\"");
    }

    private static JsonNode stripped(JsonNode event, Poison poison) {
        JsonNode copy = event.deepCopy();
        poison.outOf(copy);
        if (copy.path("event_type").asText().equals("dlp.match")) {
            ((ObjectNode) copy).retain(DLP_FIELDS);
            copy.properties().removeIf(field -> field.getValue().asText().equals(CANARY));
        }
        return copy;
    }

    private static JsonNode withoutGivenId(JsonNode before, JsonNode after) {
        return before.has("id") ? after : ((ObjectNode) after).without("id");
    }
}
