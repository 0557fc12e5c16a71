package routes;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Random;
import java.util.UUID;
import routes.accept.Disguise;

/**
 * Writes events with a canary in places where raw content must not pass. Every canary begins with {@link #MARK}, so that
 * one search finds them all, and every event carries {@link #ALLOWED} in a field that passes, so that the search is known
 * to look where events are.
 */
final class Canaries {

    static final String MARK = "cAnArYq7";
    static final String ALLOWED = "sEeNaLlOwEd5";

    private final Random random;
    private final Disguise disguise;
    private int count;

    Canaries(long seed) {
        random = new Random(seed);
        disguise = new Disguise(random);
    }

    /** An event of a random family that is to be accepted without its canaries. */
    String strippedEvent() {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return switch (random.nextInt(3)) {
            case 0 ->
                """
                {"id":"%s","event_type":"policy.deny","occurred_at":"2026-05-26T10:14:00Z",%s,"policy_name":"%s",\
                "context":%s}"""
                        .formatted(id, forbiddenMember(), ALLOWED, nested(1 + random.nextInt(6)));
            case 1 ->
                """
                {%s,"id":"%s","event_type":"dlp.match","occurred_at":"2026-05-26T10:14:00Z","agent_id":"%s",\
                "pattern_name":"%s","position":"%s","unheard_of":%s,"%s":1}"""
                        .formatted(forbiddenMember(), id, id, ALLOWED, next(), nested(2), next());
            default ->
                """
                {"ts":"2026-05-26T10:14:00Z","action":"redact","caller":"%s","categories":[{"type":"pii",%s}],%s}"""
                        .formatted(ALLOWED, forbiddenMember(), forbiddenMember());
        };
    }

    /** An event that is to be rejected: whatever it holds is nowhere. */
    String rejectedEvent() {
        String canary = next();
        return switch (random.nextInt(7)) {
            case 0 -> "{\"event_type\":\"policy.deny\",\"reason\":\"" + canary + "\"}";
            case 1 -> "{\"id\":\"x\",\"event_type\":\"" + canary + "\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}";
            case 2 -> "{\"id\":\"x\",\"event_type\":\"policy.deny\",\"occurred_at\":\"" + canary + "\"}";
            case 3 -> "{\"id\":\"" + canary.repeat(20) + "\",\"event_type\":\"policy.deny\"}";
            case 4 -> "{\"" + canary + "\":1,\"" + canary + "\":2}";
            case 5 ->
                "{\"id\":\"" + canary + "\",\"event_type\":\"dlp.match\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}";
            default -> "{\"a\":" + "[".repeat(200) + "\"" + canary + "\"" + "]".repeat(200) + "}";
        };
    }

    /** A request body that is not JSON. */
    String brokenBody() {
        String canary = next();
        return switch (random.nextInt(5)) {
            case 0 -> "[" + strippedEvent() + ",{\"id\":\"" + canary;
            case 1 -> canary;
            case 2 -> "{\"id\":\"" + canary + "\\q\"}";
            case 3 -> "{\"value\":\"" + canary + "\"} trailing " + canary;
            default -> "{\"" + canary + "\":\u0001}";
        };
    }

    /** A text that must appear nowhere. */
    String next() {
        return MARK + count++ + "x" + Integer.toHexString(random.nextInt());
    }

    /** A member with a forbidden name, now and then written with escapes, or with JSON that has one in its text. */
    private String forbiddenMember() {
        if (random.nextInt(4) == 0) {
            return "\"told_%d\":".formatted(count++) + told();
        }
        return "\"" + written(disguise.name()) + "\":" + value();
    }

    /** A string that holds JSON, or a part of it, in one or more layers. */
    private String told() {
        String json = "{\"a\":1,\"%s\":%s}".formatted(written(disguise.name()), value());
        json = random.nextBoolean() ? json : "sent " + json.substring(0, json.length() - 1);
        for (int layer = random.nextInt(3); layer > 0; layer--) {
            json = "{\"inner\":" + TextNode.valueOf(json) + "}";
        }
        return TextNode.valueOf(json).toString();
    }

    private String written(String name) {
        if (random.nextBoolean()) {
            return name;
        }
        StringBuilder escaped = new StringBuilder();
        name.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        return escaped.toString();
    }

    private String value() {
        return switch (random.nextInt(4)) {
            case 0 -> "{\"inner\":\"" + next() + "\"}";
            case 1 -> "[1,\"" + next() + "\",{\"" + next() + "\":null}]";
            case 2 -> "\"\\n" + next() + "\\u00e9\"";
            default -> "\"" + next() + "\"";
        };
    }

    private String nested(int depth) {
        if (depth == 0) {
            return "{\"kept\":1," + forbiddenMember() + "}";
        }
        return random.nextBoolean()
                ? "{\"level\":" + nested(depth - 1) + "," + forbiddenMember() + "}"
                : "[" + nested(depth - 1) + ",{" + forbiddenMember() + "}]";
    }
}
