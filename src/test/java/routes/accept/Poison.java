package routes.accept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Puts canaries into objects where the strip has to find them, and takes them out again because it knows where it put them. */
public final class Poison {

    private final Random random;
    private final String canary;
    private final Disguise disguise;
    private final Set<String> names = new HashSet<>();
    private final Set<String> texts = new HashSet<>();

    public Poison(Random random, String canary) {
        this.random = random;
        this.canary = canary;
        this.disguise = new Disguise(random);
    }

    /** Adds up to three members that have to go, and now and then an array with an element that has to. */
    public void into(ObjectNode object) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (random.nextInt(3) == 0) {
                object.put("text in " + i, text());
                names.add("text in " + i);
            } else {
                String name = disguise.name();
                names.add(name);
                object.set(name, value(3));
            }
        }
        if (random.nextInt(4) == 0) {
            object.set("elements", Accepting.JSON.createArrayNode().add("kept").add(text()));
        }
    }

    void outOf(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> names.contains(field.getKey()));
        } else if (node instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (texts.contains(array.get(i).asText())) {
                    array.remove(i);
                }
            }
        }
        node.forEach(this::outOf);
    }

    private JsonNode value(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(3)) {
            case 0 -> TextNode.valueOf(canary);
            case 1 -> Accepting.JSON.createArrayNode().add(value(depth - 1)).add(canary);
            default -> Accepting.JSON.createObjectNode().set("id", value(depth - 1));
        };
    }

    /** JSON as text, in text, cut off, or in another string. */
    private String text() {
        String name = TextNode.valueOf(disguise.name()).toString();
        if (random.nextInt(3) == 0) {
            name = escaped(name);
        }
        String json = "{\"a\":[1,{" + name + (random.nextBoolean() ? ":" : " :\n") + "\"" + canary + "\"}]}";
        json = switch (random.nextInt(6)) {
            case 0 -> "{\"b\":2}\n" + json;
            case 1 -> "sent " + json + " to it";
            case 2 -> json.substring(0, json.length() - 4);
            case 3 -> " \n" + json;
            default -> json;
        };
        for (int level = random.nextInt(4); level > 1; level--) {
            json = "{\"inner\":" + TextNode.valueOf(json) + "}";
        }
        texts.add(json);
        return json;
    }

    /** With each character but the quotes as an escape. */
    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder("\"");
        name.substring(1, name.length() - 1).chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        return escaped.append('"').toString();
    }
}
