package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Meter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Generated events with a canary in every place where raw content is forbidden, against a strip written a second time. */
class NothingRawTest {

    private static final String CANARY = "canary-4111";
    private static final List<String> FORBIDDEN = List.of(ForbiddenNames.DEFAULT.split(","));
    private static final Set<String> FOLDED =
            FORBIDDEN.stream().map(NothingRawTest::fold).collect(Collectors.toSet());
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
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Accepting accepting = new Accepting();
            ArrayNode events = Accepting.JSON.createArrayNode();
            for (int i = random.nextInt(6); i >= 0; i--) {
                events.add(event(random));
            }
            byte[] body = written(events, random).getBytes(StandardCharsets.UTF_8);

            Acceptance acceptance = accepting.accept(body, false);

            String as = "seed " + seed;
            assertThat(acceptance.rejections().toString()).as(as).doesNotContain(CANARY);
            assertThat(accepting.registry.getMeters().stream()
                            .map(Meter::getId)
                            .toList()
                            .toString())
                    .as(as)
                    .doesNotContain(CANARY);
            List<String> lines = Accepting.lines(acceptance);
            assertThat(lines.toString()).as(as).doesNotContain(CANARY).doesNotContain("\n");
            Set<Integer> rejected =
                    acceptance.rejections().stream().map(Rejection::index).collect(Collectors.toSet());
            int line = 0;
            for (int i = 0; i < events.size(); i++) {
                if (!rejected.contains(i)) {
                    assertThat(withoutGivenId(events.get(i), Accepting.tree(lines.get(line++))))
                            .as("%s, event %s", as, i)
                            .isEqualTo(stripped(events.get(i)));
                }
            }
            assertThat(line).as(as).isEqualTo(lines.size());
        }
    }

    @Test
    void a_request_that_is_cut_off_says_nothing_of_what_it_held() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] body = ("[" + event(random) + "]").getBytes(StandardCharsets.UTF_8);
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

    private static ObjectNode event(Random random) {
        ObjectNode event = (ObjectNode) Accepting.tree(
                switch (random.nextInt(4)) {
                    case 0 -> Accepting.governance(",\"outcome\":\"deny\",\"reason\":\"kept\"");
                    case 1 -> Accepting.dlp(",\"position\":5,\"sensitivity_tags\":[\"pii\"]");
                    case 2 ->
                        Accepting.audit(",\"decision\":{\"action\":\"block\"},\"categories\":[{\"type\":\"pii\"}]");
                    default -> "{\"event_type\":\"policy.deny\",\"note\":\"" + CANARY + "\"}";
                });
        for (int i = random.nextInt(5); i > 0; i--) {
            event.set(forbidden(random), poison(random, 3));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            event.set("extra" + i, harmless(random, 3));
        }
        if (event.path("event_type").asText().equals("dlp.match") && random.nextBoolean()) {
            event.put("note", CANARY).put("direction", CANARY).put("tenant_id", CANARY);
        }
        return event;
    }

    private static String forbidden(Random random) {
        String name = FORBIDDEN.get(random.nextInt(FORBIDDEN.size()));
        return switch (random.nextInt(4)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.replace('_', '-') + "-";
            case 2 -> name.replace("_", "");
            default -> name;
        };
    }

    private static JsonNode poison(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(3)) {
            case 0 -> Accepting.JSON.getNodeFactory().textNode(CANARY);
            case 1 ->
                Accepting.JSON.createArrayNode().add(poison(random, depth - 1)).add(CANARY);
            default -> Accepting.JSON.createObjectNode().set("id", poison(random, depth - 1));
        };
    }

    private static JsonNode harmless(Random random, int depth) {
        ObjectNode object = Accepting.JSON.createObjectNode().put("kept", random.nextInt());
        object.set(forbidden(random), poison(random, 2));
        if (depth > 0) {
            object.set("inner", harmless(random, depth - 1));
            object.set("list", Accepting.JSON.createArrayNode().add("x").add(harmless(random, depth - 1)));
        }
        return object;
    }

    /** Compact or with white space, and with some letters of names escaped. */
    private static String written(JsonNode events, Random random) {
        String json = random.nextBoolean() ? events.toString() : events.toPrettyString();
        return random.nextBoolean()
                ? json
                : json.replace("\"value\"", "\"v\\u0061lue\"").replace("\"id\"", "\"\\u0069d\"");
    }

    private static JsonNode stripped(JsonNode event) {
        JsonNode copy = event.deepCopy();
        strip(copy);
        if (copy.path("event_type").asText().equals("dlp.match")) {
            ((ObjectNode) copy).retain(DLP_FIELDS);
            copy.properties().removeIf(field -> field.getValue().asText().equals(CANARY));
        }
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> FOLDED.contains(fold(field.getKey())));
        }
        node.forEach(NothingRawTest::strip);
    }

    private static JsonNode withoutGivenId(JsonNode before, JsonNode after) {
        return before.has("id") ? after : ((ObjectNode) after).without("id");
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
