package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.accept.Accepted;
import routes.event.Batch;
import routes.event.Event;
import routes.verdict.DeliveryException;

/** Random events made of what breaks parsers: decode(encode(event)) is the event, cleaned. */
class CefPropertyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] PIECES = {
        "\\",
        "=",
        "|",
        "\n",
        "\r",
        "\r\n",
        "\u0000",
        " ",
        "  ",
        "\t",
        "\u007f",
        "\u0085",
        "\u009f",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\u2027",
        "\u202a",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "CEF:0|",
        "CEF:",
        "F:9",
        "act=",
        " act=allowed",
        "cs1Label=x",
        "\\n",
        "\\=",
        "\"",
        "n",
        "e\u0301",
        "\u00fc",
        "\u4e2d",
        "\uff1d",
        "x",
        "0",
        "ordinary text"
    };
    private static final String ID = "e1c40000-0000-4000-8000-000000000001";
    private static final String AGENT = "a1b2c3d4-0000-4000-8000-00000000000a";

    /** Whether the events are written in ASCII: only so can half a character be in them. */
    private boolean ascii;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_122})
    void a_governance_event_arrives_as_it_was_cleaned(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ascii = random.nextBoolean();
            ObjectNode json = JSON.createObjectNode().put("id", "i" + text(random, 6));
            json.put("event_type", "policy.deny").put("occurred_at", "2026-05-26T12:14:00.987654321+02:00");
            for (String field : List.of(
                    "agent_id",
                    "policy_name",
                    "action_type",
                    "behavioral_hash",
                    "tenant_id",
                    "policy_id",
                    "approver",
                    "reason",
                    "message")) {
                maybe(json, field, random);
            }
            json.put("drift_score", random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            json.put("not_documented", "canary-" + text(random, 4));
            check(json, true, "seed " + seed + ", round " + round);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 20_261_123})
    void a_dlp_event_arrives_as_it_was_cleaned(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ascii = random.nextBoolean();
            ObjectNode json = JSON.createObjectNode().put("id", ID).put("agent_id", AGENT);
            json.put("event_type", "dlp.match").put("occurred_at", "2026-05-26T10:14:00Z");
            maybe(json, "pattern_name", random);
            if (random.nextBoolean()) {
                json.put("tool_pattern_matched", "drive:" + random.nextInt());
            }
            check(json, false, "seed " + seed + ", round " + round);
        }
    }

    @Test
    void a_number_that_would_fill_the_memory_when_written_out_is_zero() {
        for (String number : List.of("1e-999999999", "0e-999999999", "0e999999999", "1e-99999999999999")) {
            Event event = Accepted.batch("{\"id\":\"1\",\"event_type\":\"drift.warning\",\"occurred_at\":"
                            + "\"2026-05-26T10:14:00Z\",\"drift_score\":" + number + "}")
                    .events()
                    .get(0);
            assertThat(Cef.decode(line(event, 16_384)).extension()).containsEntry("cfp1", "0");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 20_261_124})
    void a_message_over_the_limit_is_still_whole_and_says_who_and_when(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            ascii = random.nextBoolean();
            ObjectNode json = JSON.createObjectNode().put("id", "id-" + round);
            json.put("event_type", "hold.denied").put("occurred_at", "2026-05-26T10:14:00Z");
            for (String field : List.of("agent_id", "policy_name", "action_type", "behavioral_hash", "reason")) {
                json.put(field, "x" + text(random, random.nextInt(2_000)));
            }
            int most = 1024 + random.nextInt(2048);

            String line = line(accepted(json), most);

            String where = "seed " + seed + ", round " + round;
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(where).isLessThanOrEqualTo(most);
            Cef cef = Cef.decode(line);
            assertThat(cef.extension())
                    .as(where)
                    .containsEntry("externalId", "id-" + round)
                    .containsKeys("rt", "suid");
            CefModel.governance(json).extension().forEach((key, value) -> {
                if (!key.equals("outcome") && !key.equals("cat")) {
                    assertThat(value)
                            .as("%s: %s", where, key)
                            .startsWith(cef.extension().getOrDefault(key, ""));
                }
            });
        }
    }

    private void check(JsonNode json, boolean governance, String where) {
        String line = line(accepted(json), 65_536);
        Cef expected = governance ? CefModel.governance(json) : CefModel.dlp(json);
        assertThat(Cef.decode(line)).as(where).isEqualTo(expected);
        assertThat(CefLogstash.decode(line)).as(where).isEqualTo(expected);
        assertThat(CefModel.KEYS)
                .as(where)
                .containsAll(Cef.decode(line).extension().keySet());
        assertThat(line).as(where).doesNotContain("canary").doesNotContainPattern(".CEF:[0-9]");
    }

    private void maybe(ObjectNode json, String field, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> json.putNull(field);
            case 1 -> json.remove(field);
            case 2 -> json.put(field, text(random, 1_500));
            default -> json.put(field, text(random, 12));
        }
    }

    private String text(Random random, int mostPieces) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(mostPieces + 1);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return ascii ? text.toString() : CefModel.whole(text.toString());
    }

    private Event accepted(JsonNode json) {
        try {
            ObjectWriter writer = ascii ? JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII) : JSON.writer();
            return Accepted.batch(writer.writeValueAsString(json)).events().get(0);
        } catch (JsonProcessingException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    /** Refuses what is not UTF-8, which a string would hide. */
    private static String line(Event event, int most) {
        CefDataFormat format = new CefDataFormat();
        format.setHeader("none");
        format.setFraming("none");
        format.setMaxBytes(most);
        format.start();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            format.encode(new Batch(List.of(event)), line);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (DeliveryException | IOException broken) {
            throw new AssertionError("a line that is not UTF-8", broken);
        }
    }
}
