package routes.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an instance of a sink Kamelet is configured with, by the parameters' names in the Kamelet.
 *
 * @param texts what Camel gets as it is: numbers, truths, choices, and texts of harmless characters
 * @param values what Camel gets a handle for; secrets among them
 */
public record SinkParameters(Map<String, String> texts, Map<String, Value> values) {

    public static final SinkParameters NONE = new SinkParameters(Map.of(), Map.of());

    public SinkParameters {
        texts = Map.copyOf(texts);
        values = Map.copyOf(values);
    }

    /** Where all of them are values. */
    public static SinkParameters ofValues(Map<String, String> values) {
        return NONE.withValues(values);
    }

    public SinkParameters withTexts(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.putAll(more);
        return new SinkParameters(all, values);
    }

    public SinkParameters withValues(Map<String, String> more) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        more.forEach((name, text) -> all.put(name, Value.of(text)));
        return new SinkParameters(texts, all);
    }

    /** Null where it is not set. */
    public String text(String name) {
        Value value = values.get(name);
        return value == null ? texts.get(name) : value.text();
    }

    /** All of them as text, secrets too. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(texts);
        values.forEach((name, value) -> all.put(name, value.text()));
        return all;
    }

    /** Leaves the texts out: some are secrets. */
    @Override
    public String toString() {
        return "SinkParameters" + all().keySet();
    }
}
