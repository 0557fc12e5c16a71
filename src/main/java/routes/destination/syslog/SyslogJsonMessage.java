package routes.destination.syslog;

import java.nio.charset.StandardCharsets;
import routes.destination.Bytes;
import routes.event.Event;

/**
 * One event as RFC 5424 has it: {@code <134>1 2025-10-08T22:45:00Z mcp-server mcp-redaction - - - {"ts":...}}. All of it is ASCII: the
 * RFC wants a byte order mark before UTF-8, which receivers would take for a part of the message.
 */
final class SyslogJsonMessage {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final SyslogHeader header;
    private final int severity;
    private final boolean isInMillis;

    /** @param isInMillis whether the time has exactly three decimals and is in UTC; otherwise it is as the event has it */
    SyslogJsonMessage(SyslogHeader header, int severity, boolean isInMillis) {
        this.header = header;
        this.severity = severity;
        this.isInMillis = isInMillis;
    }

    void append(Event event, Bytes out) {
        if (isInMillis) {
            header.append(event.occurredAtMillis(), severity, out);
        } else {
            header.append(event, severity, out);
        }
        byte[] json = event.bytes();
        int plain = event.from();
        int at = plain;
        while (at < event.to()) {
            if (json[at] > 0 && json[at] < 0x7F) {
                at++;
            } else {
                out.append(json, plain, at);
                at = appendEscaped(json, at, out);
                plain = at;
            }
        }
        out.append(json, plain, event.to());
    }

    /** Escapes the character that begins at {@code at}, one outside ASCII or DEL; returns where the next one begins. */
    private static int appendEscaped(byte[] utf8, int at, Bytes out) {
        int first = utf8[at] & 0xFF;
        int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        int codePoint = more == 0 ? first : first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            codePoint = (codePoint << 6) | (utf8[at + i] & 0x3F);
        }
        if (Character.isBmpCodePoint(codePoint)) {
            appendUnit(codePoint, out);
        } else {
            appendUnit(Character.highSurrogate(codePoint), out);
            appendUnit(Character.lowSurrogate(codePoint), out);
        }
        return at + 1 + more;
    }

    private static void appendUnit(int unit, Bytes out) {
        out.append('\\');
        out.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX[(unit >> shift) & 0xF]);
        }
    }
}
