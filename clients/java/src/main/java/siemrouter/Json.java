package siemrouter;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A record as a line of JSON, in ASCII. */
final class Json {

    private static final int DEEPEST = 200;

    private Json() {}

    /**
     * With an id, so that the SIEM knows a record again that is sent twice.
     *
     * @throws IllegalArgumentException where it is nested deeper than a record can be, as one that holds itself is
     */
    static byte[] line(Map<String, ?> event) {
        Map<String, Object> named = new LinkedHashMap<>(event);
        Object id = named.get("id");
        if (id == null || "".equals(id)) {
            named.put("id", UUID.randomUUID().toString());
        }
        StringBuilder out = new StringBuilder(512);
        value(named, out, 0);
        return out.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void value(Object value, StringBuilder out, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            // JSON has no NaN and no infinity
            out.append(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
        } else if (value instanceof Map<?, ?> map) {
            object(map, out, depth);
        } else if (value instanceof Iterable<?> list) {
            array(list, out, depth);
        } else {
            text(value.toString(), out);
        }
    }

    private static void object(Map<?, ?> map, StringBuilder out, int depth) {
        char before = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(before);
            text(String.valueOf(member.getKey()), out);
            out.append(':');
            value(member.getValue(), out, depth + 1);
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static void array(Iterable<?> list, StringBuilder out, int depth) {
        char before = '[';
        for (Object element : list) {
            out.append(before);
            value(element, out, depth + 1);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
