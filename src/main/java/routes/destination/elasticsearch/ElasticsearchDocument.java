package routes.destination.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import routes.destination.Bytes;
import routes.event.Event;
import routes.event.Field;
import routes.event.Rfc3339;

/**
 * Writes one event as the two lines of a bulk request. The event's bytes are copied; {@code @timestamp} is put before them,
 * unless the event has one of its own. What depends on the day is made once for as long as the day stays the same; not for
 * more than one thread at a time.
 */
final class ElasticsearchDocument {

    private static final Field TIMESTAMP = new Field("@timestamp");
    private static final byte[] ID = utf8(",\"_id\":");
    private static final int LAST_YEAR = 9999;
    private static final long DAY_MILLIS = 24 * 60 * 60 * 1000;

    private final ElasticsearchIndices indices;
    private long day = Long.MIN_VALUE;
    private byte[] action;
    private byte[] date;
    /** An offset can carry an event out of the years that the type date holds: the last hours of 9999, the first of 0000. */
    private boolean hasTimestamp;

    ElasticsearchDocument(ElasticsearchIndices indices) {
        this.indices = indices;
    }

    /** @throws IllegalArgumentException where the event's time cannot be read: it has no index then */
    void append(Event event, Bytes to) {
        long millis = event.occurredAtMillis();
        if (millis == Rfc3339.INVALID) {
            throw new IllegalArgumentException("elasticsearch: the event has no time that can be read");
        }
        turnTo(ElasticsearchIndices.day(millis));
        appendAction(event, to);
        to.append('{');
        if (hasTimestamp && event.find(TIMESTAMP) == Event.ABSENT) {
            appendTimestamp((int) Math.floorMod(millis, DAY_MILLIS), to);
        }
        to.append(event.bytes(), event.from() + 1, event.to());
        to.append('\n');
    }

    private void turnTo(long today) {
        if (today == day) {
            return;
        }
        LocalDate local = LocalDate.ofEpochDay(today);
        action = utf8("{\"create\":{\"_index\":\"" + indices.name(indices.of(today)) + '"');
        date = utf8("\"@timestamp\":\"" + local + 'T');
        hasTimestamp = local.getYear() >= 0 && local.getYear() <= LAST_YEAR;
        day = today;
    }

    /** With the event's id, a document that was sent before is not stored a second time. */
    private void appendAction(Event event, Bytes to) {
        to.append(action);
        long id = event.find(Field.ID);
        if (id != Event.ABSENT) {
            to.append(ID);
            to.append(event.bytes(), Event.start(id), Event.end(id));
        }
        to.append('}');
        to.append('}');
        to.append('\n');
    }

    /** In UTC and with milliseconds, which is what the type date holds; an offset or a finer fraction stays in the event. */
    private void appendTimestamp(int millisOfDay, Bytes to) {
        to.append(date);
        to.appendDigits(millisOfDay / 3_600_000, 2);
        to.append(':');
        to.appendDigits(millisOfDay / 60_000 % 60, 2);
        to.append(':');
        to.appendDigits(millisOfDay / 1000 % 60, 2);
        to.append('.');
        to.appendDigits(millisOfDay % 1000, 3);
        to.append('Z');
        to.append('"');
        to.append(',');
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
