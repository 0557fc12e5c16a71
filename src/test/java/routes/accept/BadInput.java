package routes.accept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import routes.accept.rule.KnownName;
import routes.event.Samples;

/**
 * Makes requests out of the samples: fields taken away, doubled, of the wrong type and size, and a canary in every place where
 * raw content is forbidden; some of them with bytes changed as well.
 *
 * @param body the request's body
 * @param lines whether it is NDJSON
 * @param isNoise whether bytes were changed: then a canary may have come to stand where content is allowed
 */
public record BadInput(byte[] body, boolean lines, boolean isNoise) {

    public static final String CANARY = "cAnArYq7";

    private static final List<KnownName> KNOWN = List.of(KnownName.values());
    private static final List<ObjectNode> SAMPLES =
            Samples.names().stream().map(Samples::json).toList();
    private static final List<String> CHECKED_DLP_FIELDS =
            List.of("direction", "action_taken", "tenant_id", "policy_id", "pattern_id", "position");
    private static final String[] ODD = {
        "null",
        "true",
        "-0",
        "1e400",
        "-1e-400",
        "1.0000000000000000000000001",
        "99999999999999999999",
        "\"\"",
        "[]",
        "{}",
        "[[[]]]",
        "\"\\u0000\\ud83d\"",
        "\"\\ud83d\\ude00\"",
        "\"|=\\\\\\n\\r\\t CEF:0|\"",
        "\"2026-05-26T10:14:00Z\"",
        "\"9999-12-31T23:59:60.999999999999+23:59\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"<134>1 - - - - - -\"",
        "\"\u202e\u2028\ufeff\""
    };

    /** The next of a random's endless requests. */
    public static BadInput next(Random random) {
        boolean lines = random.nextInt(3) == 0;
        boolean noise = random.nextInt(3) == 0;
        List<String> events = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            events.add(event(random, lines));
        }
        String text = lines
                ? String.join("\n", events)
                : events.size() == 1 && random.nextBoolean() ? events.get(0) : events.toString();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new BadInput(noise ? changed(body, random) : body, lines, noise);
    }

    private static String event(Random random, boolean oneLine) {
        ObjectNode event = SAMPLES.get(random.nextInt(SAMPLES.size())).deepCopy();
        boolean dlp = event.path("event_type").asText().equals("dlp.match");
        for (int i = random.nextInt(3); i > 0; i--) {
            event.remove(anyName(event, random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            event.set("extra" + i, nested(random, 1 + random.nextInt(5)));
        }
        if (dlp) {
            event.set("unheard_of", nested(random, 2).put("kept", CANARY));
            event.put(CANARY, 1);
            event.put(CHECKED_DLP_FIELDS.get(random.nextInt(CHECKED_DLP_FIELDS.size())), CANARY);
        }
        poison(event, random);
        StringBuilder json = new StringBuilder();
        write(event, random, oneLine, json);
        return spoiled(json, random);
    }

    /** Now and then with an odd value, or with a name twice, which refuses the event and all it holds. */
    private static String spoiled(StringBuilder json, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> json.insert(1, "\"odd\":" + ODD[random.nextInt(ODD.length)] + ",");
            case 1 -> {
                String field = KNOWN.get(random.nextInt(KNOWN.size())).text();
                json.insert(1, "\"" + field + "\":" + ODD[random.nextInt(ODD.length)] + ",");
            }
            case 2 -> json.insert(1, "\"a\":{\"b\":\"" + CANARY + "\",\"\\u0062\":1},");
            default -> {
                // as it is
            }
        }
        return json.toString();
    }

    private static ObjectNode nested(Random random, int depth) {
        ObjectNode object = Accepting.JSON.createObjectNode().put("kept", random.nextLong());
        if (depth > 0) {
            object.set("inner", nested(random, depth - 1));
            object.set("list", Accepting.JSON.createArrayNode().add("x").add(nested(random, depth - 1)));
        }
        return object;
    }

    /** Adds forbidden members to some objects, at any depth. */
    private static void poison(JsonNode node, Random random) {
        node.forEach(inner -> poison(inner, random));
        if (node instanceof ObjectNode object && random.nextInt(3) > 0) {
            object.set(new Disguise(random).name(), value(random));
        }
    }

    private static JsonNode value(Random random) {
        ObjectNode object = Accepting.JSON.createObjectNode().put(CANARY, CANARY);
        return switch (random.nextInt(4)) {
            case 0 -> object;
            case 1 -> Accepting.JSON.createArrayNode().add(1).add(CANARY).add(object);
            case 2 -> Accepting.JSON.getNodeFactory().textNode("\n\"\\" + CANARY + "\u00e9\ud83d\ude00");
            default -> Accepting.JSON.getNodeFactory().textNode(CANARY);
        };
    }

    private static void write(JsonNode node, Random random, boolean oneLine, StringBuilder out) {
        String space = oneLine || random.nextInt(4) > 0 ? "" : "\r\n\t ";
        if (node instanceof ObjectNode object) {
            String between = "{";
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                out.append(between).append(space);
                write(member.getKey(), random, out);
                out.append(space).append(':');
                write(member.getValue(), random, oneLine, out);
                between = ",";
            }
            out.append(object.isEmpty() ? "{}" : space + "}");
        } else if (node instanceof ArrayNode array) {
            String between = "[";
            for (Iterator<JsonNode> values = array.elements(); values.hasNext(); between = ",") {
                out.append(between);
                write(values.next(), random, oneLine, out);
            }
            out.append(array.isEmpty() ? "[]" : "]");
        } else {
            out.append(node);
        }
    }

    /** A name, with some of its characters escaped unless it is a canary, which has to be found. */
    private static void write(String name, Random random, StringBuilder out) {
        boolean escape = random.nextInt(4) == 0 && !name.contains(CANARY);
        out.append('"');
        name.codePoints().mapToObj(Character::toString).forEach(character -> {
            if (escape && random.nextBoolean()) {
                character.chars().forEach(half -> out.append("\\u%04x".formatted(half)));
            } else {
                out.append(character);
            }
        });
        out.append('"');
    }

    private static String anyName(ObjectNode event, Random random) {
        List<String> names = new ArrayList<>();
        event.fieldNames().forEachRemaining(names::add);
        return names.get(random.nextInt(names.size()));
    }

    private static byte[] changed(byte[] body, Random random) {
        byte[] changed = body.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[at] = (byte) random.nextInt(256);
                case 2 -> changed[at] = (byte) "{}[]\",:\\0e-".charAt(random.nextInt(11));
                default -> {
                    int from = random.nextInt(changed.length);
                    int length = Math.min(random.nextInt(40), changed.length - Math.max(at, from));
                    System.arraycopy(body, from, changed, at, length);
                }
            }
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length + 1)) : changed;
    }
}
