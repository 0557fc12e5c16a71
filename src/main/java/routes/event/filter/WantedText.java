package routes.event.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import routes.event.json.Escapes;

/**
 * A text that a value has to be, or to begin with. An event's text is compared as it means, however it is escaped; a number or truth as it
 * is written.
 *
 * @param text UTF-8
 * @param isQuoted whether the value is a JSON string
 */
record WantedText(byte[] text, boolean isQuoted) {

    static WantedText of(String text, boolean isQuoted) {
        return new WantedText(text.getBytes(StandardCharsets.UTF_8), isQuoted);
    }

    boolean equalTo(byte[] json, int from, int to) {
        if (!isQuoted) {
            return Arrays.equals(json, from, to, text, 0, text.length);
        }
        return isString(json, from, to)
                && (isEscaped(json, from, to)
                        ? Arrays.equals(Escapes.decode(json, from + 1, to - 1), text)
                        : Arrays.equals(json, from + 1, to - 1, text, 0, text.length));
    }

    boolean begins(byte[] json, int from, int to) {
        if (!isString(json, from, to)) {
            return false;
        }
        byte[] value = isEscaped(json, from, to)
                ? Escapes.decode(json, from + 1, to - 1)
                : Arrays.copyOfRange(json, from + 1, Math.min(to - 1, from + 1 + text.length));
        return value.length >= text.length && Arrays.equals(value, 0, text.length, text, 0, text.length);
    }

    private static boolean isString(byte[] json, int from, int to) {
        return to - from >= 2 && json[from] == '"';
    }

    private static boolean isEscaped(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }
}
