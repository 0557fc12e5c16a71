package routes.destination.cef;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CEF line read as strictly as the standard allows: only its own escapes, no raw control character, every key once and well
 * formed, no value that a receiver could trim or lose.
 *
 * @param header version, vendor, product, device version, class id, name, severity
 */
public record Cef(List<String> header, Map<String, String> extension) {

    public static Cef decode(String line) {
        require(line.startsWith("CEF:"), "does not begin with CEF:", line);
        require(line.chars().noneMatch(c -> c < ' ' || c == 0x7F), "holds a control character", line);
        List<String> header = new ArrayList<>();
        int from = "CEF:".length();
        while (header.size() < 7) {
            int to = unescaped('|', line, from);
            require(to >= 0, "has less than seven header fields", line);
            header.add(unescape(line.substring(from, to), "\\|"));
            from = to + 1;
        }
        return new Cef(header, extension(line.substring(from)));
    }

    /** Every unescaped equals sign ends a key. */
    private static Map<String, String> extension(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int equals = unescaped('=', text, 0);
        int keyFrom = 0;
        require(equals > 0, "has no pair", text);
        while (equals >= 0) {
            String key = text.substring(keyFrom, equals);
            int next = unescaped('=', text, equals + 1);
            int space = next < 0 ? text.length() : text.lastIndexOf(' ', next);
            require(space > equals, "has a key without a space before it", text);
            String value = text.substring(equals + 1, space);
            require(key.matches("[A-Za-z0-9]+"), "has a key that is none: " + key, text);
            require(value.equals(value.strip()), "has spaces round a value of " + key, text);
            require(next >= 0 || !value.isEmpty(), "ends in an empty value", text);
            require(pairs.put(key, unescape(value, "\\=nr")) == null, "has a key twice: " + key, text);
            keyFrom = space + 1;
            equals = next;
        }
        return pairs;
    }

    private static int unescaped(char wanted, String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    public static String unescape(String text, String legal) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                require(i < text.length() && legal.indexOf(text.charAt(i)) >= 0, "has an escape that is none", text);
                c = text.charAt(i) == 'n' ? '\n' : text.charAt(i) == 'r' ? '\r' : text.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static void require(boolean condition, String complaint, String text) {
        if (!condition) {
            throw new AssertionError("a CEF line " + complaint + ": " + text);
        }
    }
}
