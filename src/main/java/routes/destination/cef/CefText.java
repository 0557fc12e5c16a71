package routes.destination.cef;

import routes.destination.Bytes;
import routes.event.json.Escapes;

/**
 * Cleans, cuts and escapes text for one of the two places of a CEF line (CEF implementation standard, "Character encoding").
 *
 * <p>A line break in any form is {@code \n} in the extension and a space in the header; every other control character
 * (C0, DEL, C1, U+2028, U+2029) is a space; spaces and line breaks at both ends go. Lengths are in code points before
 * escaping. An embedded {@code CEF:} before a digit is hardened to lower case, because several receivers take the last one
 * of a line for its beginning, however well it is escaped.
 */
final class CefText {

    private final char delimiter;
    private final boolean oneLine;
    /** Bytes that are copied without a second look. */
    private final boolean[] plain = new boolean[256];

    private CefText(char delimiter, boolean oneLine, boolean harden) {
        this.delimiter = delimiter;
        this.oneLine = oneLine;
        for (int b = ' '; b < plain.length; b++) {
            plain[b] = true;
        }
        plain['\\'] = false;
        plain[delimiter] = false;
        plain[':'] = !harden;
        plain[0x7F] = false;
        // the first bytes of U+0080..U+00BF and of U+2000..U+2FFF
        plain[0xC2] = false;
        plain[0xE2] = false;
    }

    /** For the seven fields before the extension. */
    static CefText header(boolean harden) {
        return new CefText('|', true, harden);
    }

    /** For the values of the extension. */
    static CefText extension(boolean harden) {
        return new CefText('=', false, harden);
    }

    /**
     * Appends a JSON string, whose quotes are not among the bytes given. A lone surrogate becomes U+FFFD.
     *
     * @param most code points
     */
    void appendJson(byte[] json, int from, int to, int most, Bytes out) {
        int start = out.length();
        if (!append(json, from, to, most, true, out)) {
            out.truncate(start);
            byte[] text = Escapes.decode(json, from, to);
            append(text, 0, text.length, most, false, out);
        }
    }

    void append(byte[] utf8, int most, Bytes out) {
        append(utf8, 0, utf8.length, most, false, out);
    }

    /** False where this is JSON with an escape in it: then nothing that was appended counts. */
    private boolean append(byte[] text, int from, int to, int most, boolean json, Bytes out) {
        int start = out.length();
        int end = to - from <= most ? to : cut(text, from, to, most);
        int i = from;
        while (i < end) {
            if (text[i] == ' ' && out.length() == start) {
                i++;
                continue;
            }
            int run = i;
            while (i < end && plain[text[i] & 0xFF]) {
                i++;
            }
            out.append(text, run, i);
            if (i < end) {
                if (json && text[i] == '\\') {
                    return false;
                }
                i = special(text, i, end, start, out);
            }
        }
        out.truncate(trimmed(start, out.length(), out));
        return true;
    }

    /** Where the text ends that has so many code points. */
    private static int cut(byte[] text, int from, int to, int most) {
        int count = 0;
        for (int i = from; i < to; i++) {
            // every byte of a character but its first is 10xxxxxx
            if ((text[i] & 0xC0) != 0x80 && ++count > most) {
                return i;
            }
        }
        return to;
    }

    /** Appends what stands for the character at {@code i} and returns where the next one begins. */
    private int special(byte[] text, int i, int end, int start, Bytes out) {
        int b = text[i] & 0xFF;
        if (b == delimiter || b == '\\') {
            out.append('\\');
            out.append((char) b);
        } else if (b == ':') {
            harden(i + 1 < end ? text[i + 1] : 0, start, out);
            out.append(':');
        } else if (b < 0x80) {
            // of a CR LF the LF alone is written
            if (b != '\r' || i + 1 == end || text[i + 1] != '\n') {
                space(b == '\n' || b == '\r', start, out);
            }
        } else {
            int control = controlLength(text, i, end);
            if (control > 0) {
                space(false, start, out);
                return i + control;
            }
            out.append(text, i, i + 1);
        }
        return i + 1;
    }

    private static void harden(byte next, int start, Bytes out) {
        int at = out.length() - 3;
        if (next >= '0'
                && next <= '9'
                && at >= start
                && out.at(at) == 'C'
                && out.at(at + 1) == 'E'
                && out.at(at + 2) == 'F') {
            for (int i = at; i < at + 3; i++) {
                out.set(i, (byte) (out.at(i) | 0x20));
            }
        }
    }

    /** How many bytes the C1 control or the Unicode line break at {@code i} has; 0 where there is another character. */
    private static int controlLength(byte[] text, int i, int end) {
        if (text[i] == (byte) 0xC2) {
            return i + 1 < end && (text[i + 1] & 0xE0) == 0x80 ? 2 : 0;
        }
        boolean separator = i + 2 < end && text[i + 1] == (byte) 0x80 && (text[i + 2] & 0xFE) == 0xA8;
        return separator ? 3 : 0;
    }

    /** Nothing at the beginning, where it would be trimmed. */
    private void space(boolean lineBreak, int start, Bytes out) {
        if (out.length() == start) {
            return;
        }
        if (lineBreak && !oneLine) {
            out.append('\\');
            out.append('n');
        } else {
            out.append(' ');
        }
    }

    /** The end of a value from {@code start} to {@code end} without the spaces and escaped line breaks at its end. */
    static int trimmed(int start, int end, Bytes out) {
        int at = end;
        while (at > start) {
            if (out.at(at - 1) == ' ') {
                at--;
            } else if (out.at(at - 1) == 'n' && isEscaped(start, at - 1, out)) {
                at -= 2;
            } else {
                return at;
            }
        }
        return at;
    }

    /** Whether the byte at {@code index} belongs to an escape that begins before it. */
    static boolean isEscaped(int start, int index, Bytes out) {
        int backslashes = 0;
        while (index - backslashes > start && out.at(index - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
