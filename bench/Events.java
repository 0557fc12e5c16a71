import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Events by number, of 500 agents in turn. The number stands in the id, so that a destination knows which event came. */
final class Events {

    static final byte[] PREFIX = "be9c4e00-0000-4000-8000-".getBytes(StandardCharsets.US_ASCII);
    static final int DIGITS = 12;

    private static final List<String> TYPES = List.of("policy.deny", "policy.alert", "policy.hold", "drift.warning",
            "drift.critical", "agent.connected", "agent.disconnected", "hold.approved", "hold.denied", "hold.expired");
    private static final String BEGIN = "{\"id\":\"" + new String(PREFIX, StandardCharsets.US_ASCII) + "000000000000\","
            + "\"tenant_id\":\"7d0c2a52-0f43-4d3c-9c3e-0d6e3f0a1b2c\",\"agent_id\":\"a1b2c3d4-0000-4000-8000-0000000001f4\","
            + "\"policy_id\":\"0b9f3a76-30f5-4a55-8b1b-6a1f5a0c7d11\",";
    private static final int ID_AT = "{\"id\":\"".length() + PREFIX.length;
    private static final int AGENTS = 500;
    private static final int AGENT_AT = BEGIN.indexOf("0000000001f4");
    private static final byte[] DLP = utf8(BEGIN + "\"event_type\":\"dlp.match\",\"direction\":\"outbound\",\"action_taken\":\"blocked\","
            + "\"detection_reason\":\"pattern_match\",\"pattern_id\":\"f1c2d3e4-5566-4777-8888-99aabbccddee\",\"pattern_name\":\"SSN (US)\","
            + "\"position\":1207,\"length\":11,\"redaction_count\":null,\"tool_pattern_matched\":\"drive:create\","
            + "\"destination_domain\":\"files.example.com\",\"sensitivity_tags\":[\"pii\"],\"payload_size_bytes\":4096,"
            + "\"occurred_at\":\"2026-05-26T10:14:00Z\"}");
    private static final byte[][] GOVERNANCE = TYPES.stream()
            .map(type -> utf8(BEGIN + "\"policy_name\":\"Block external file shares\",\"event_type\":\"" + type + "\","
                    + "\"action_type\":\"drive:create\",\"outcome\":\"deny\",\"drift_score\":0.42,"
                    + "\"behavioral_hash\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\","
                    + "\"behavioral_hash_delta\":0.07,\"occurred_at\":\"2026-05-26T10:14:00Z\"}"))
            .toArray(byte[][]::new);

    private Events() {}

    /** A body of {@code count} events from {@code first} on: an array, or one object where it is one; 30 in 100 are dlp.match. */
    static byte[] body(int first, int count) {
        byte[] body = new byte[count * 700 + 2];
        int length = 0;
        for (int event = first; event < first + count; event++) {
            if (count > 1) {
                body[length++] = (byte) (event == first ? '[' : ',');
            }
            byte[] template = event % 100 < 30 ? DLP : GOVERNANCE[event % GOVERNANCE.length];
            System.arraycopy(template, 0, body, length, template.length);
            write(body, length + ID_AT, event);
            write(body, length + AGENT_AT, event % AGENTS);
            length += template.length;
        }
        if (count > 1) {
            body[length++] = ']';
        }
        return Arrays.copyOf(body, length);
    }

    private static void write(byte[] body, int at, int number) {
        String digits = HexFormat.of().toHexDigits(number);
        for (int i = 0; i < digits.length(); i++) {
            body[at + DIGITS - digits.length() + i] = (byte) digits.charAt(i);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
