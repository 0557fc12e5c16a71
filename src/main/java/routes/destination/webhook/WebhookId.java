package routes.destination.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import routes.disk.Sha256;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Field;

/**
 * What names a request to its receiver, the same however often it is sent: the event's own id, or for an array the beginning of
 * a SHA-256 over its ids.
 */
final class WebhookId {

    /** Of a SHA-256 in hexadecimal: 128 bits, the size of a UUID. */
    private static final int DIGITS = 32;

    private WebhookId() {}

    static String of(Batch batch, boolean array) {
        if (array) {
            return hash(batch);
        }
        Event event = batch.events().get(0);
        long id = event.find(Field.ID);
        return isPlain(event, id)
                ? new String(
                        event.bytes(),
                        Event.start(id) + 1,
                        Event.end(id) - Event.start(id) - 2,
                        StandardCharsets.US_ASCII)
                : hash(batch);
    }

    /** Whether the id can stand in a header as it is: visible ASCII without quotes and escapes (RFC 9110 section 5.5). */
    private static boolean isPlain(Event event, long id) {
        if (id == Event.ABSENT || Event.end(id) - Event.start(id) < 3 || event.bytes()[Event.start(id)] != '"') {
            return false;
        }
        for (int i = Event.start(id) + 1; i < Event.end(id) - 1; i++) {
            byte b = event.bytes()[i];
            if (b <= ' ' || b > '~' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Each id as it is written in the event, quotes included, so that no two lists of ids run into the same bytes. */
    private static String hash(Batch batch) {
        MessageDigest digest = Sha256.digest();
        for (Event event : batch.events()) {
            long id = event.find(Field.ID);
            int from = id == Event.ABSENT ? event.from() : Event.start(id);
            int to = id == Event.ABSENT ? event.to() : Event.end(id);
            digest.update(event.bytes(), from, to - from);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
