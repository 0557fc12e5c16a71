package routes.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import routes.event.json.Scalar;

/**
 * One event as the journal holds it: a slice of a larger array that is never changed and often shared. Encoders copy bytes
 * out of it; its members are found once, on the first question, however many integrations ask.
 */
public final class Event {

    /** What {@link #find} says of a field that is not there. */
    public static final long ABSENT = -1;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int kind;
    private final long position;
    private final long committedAtMillis;
    /** Four offsets a member (name from, to; value from, to); set once, and setting it twice does no harm. */
    private int[] members;

    /**
     * @param bytes holds the event's JSON object from {@code from} (its brace) to {@code to} (after its last brace, so
     *     without the line break)
     * @param kind see {@link Kind}
     * @param position where the line begins in the journal, in bytes since the journal's first
     */
    public Event(byte[] bytes, int from, int to, int kind, long position) {
        this(bytes, from, to, kind, position, 0);
    }

    /** @param committedAtMillis when the journal made it durable, in milliseconds since 1970; 0 for one that is in no journal */
    public Event(byte[] bytes, int from, int to, int kind, long position, long committedAtMillis) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.kind = kind;
        this.position = position;
        this.committedAtMillis = committedAtMillis;
    }

    public EventType type() {
        return Kind.type(kind);
    }

    public Severity severity() {
        return Kind.severity(kind);
    }

    public int kind() {
        return kind;
    }

    public long position() {
        return position;
    }

    /** When the journal made it durable, in milliseconds since 1970; 0 for one that is in no journal. */
    public long committedAtMillis() {
        return committedAtMillis;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    /** The JSON text; for places that are seldom visited. */
    @JsonValue
    @JsonRawValue
    public String json() {
        return new String(bytes, from, length(), StandardCharsets.UTF_8);
    }

    /** The text of a top-level field, a number or truth as it is written; null where there is none, or an object or array. */
    public String text(String field) {
        return scalar(new Field(field));
    }

    /** As {@link #text}, of a name that stands in the code; called otherwise, for Simple tells methods apart by their names. */
    String scalar(Field field) {
        long span = find(field);
        return span == ABSENT ? null : Scalar.text(bytes, start(span), end(span));
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, from, length());
    }

    /**
     * Where the value of a top-level field stands in {@link #bytes}: {@link #start} and {@link #end} take the answer apart.
     * A string's quotes belong to its value. {@link #ABSENT} where there is no such field.
     */
    public long find(Field field) {
        int[] found = members();
        byte[] name = field.utf8;
        byte last = name[name.length - 1];
        for (int i = 0; i < found.length; i += 4) {
            // length and last letter tell almost all names apart, without a call
            if (found[i + 1] - found[i] == name.length
                    && bytes[found[i + 1] - 1] == last
                    && Arrays.equals(bytes, found[i], found[i + 1], name, 0, name.length)) {
                return (long) found[i + 2] << 32 | found[i + 3];
            }
        }
        return ABSENT;
    }

    /** An object inside the event as an event, so that it can be asked for its fields; null where the field is no object. */
    public Event object(Field field) {
        long span = find(field);
        return span != ABSENT && start(span) < end(span) && bytes[start(span)] == '{' ? at(span) : null;
    }

    /** A span of its bytes as an event. */
    public Event at(long span) {
        return new Event(bytes, start(span), end(span), kind, position);
    }

    /** When it occurred, in milliseconds since 1970, by {@code occurred_at}, of an audit record by {@code ts}; {@link
     * Rfc3339#INVALID} only where the line is damaged. */
    public long occurredAtMillis() {
        return millis(find(type().family() == Family.AUDIT ? Field.TS : Field.OCCURRED_AT));
    }

    /**
     * The time that a field says, likewise: RFC 3339, in an audit record also what {@link AuditTime} takes.
     *
     * @param span what {@link #find} said
     */
    public long millis(long span) {
        int from = start(span);
        int to = end(span);
        if (span == ABSENT || to - from < 2 || bytes[from] != '"') {
            return Rfc3339.INVALID;
        }
        return type().family() == Family.AUDIT
                ? AuditTime.epochMillis(bytes, from + 1, to - 1)
                : Rfc3339.epochMillis(bytes, from + 1, to - 1);
    }

    /** How many top-level members it has; they are numbered from 0 in the order they stand in. */
    public int memberCount() {
        return members().length / 4;
    }

    /** Where the name of a member stands, without its quotes; as it is written, so with escapes where it has some. */
    public long memberName(int member) {
        return (long) members()[member * 4] << 32 | members()[member * 4 + 1];
    }

    /** Where the value of a member stands, as {@link #find} tells it. */
    public long memberValue(int member) {
        return (long) members()[member * 4 + 2] << 32 | members()[member * 4 + 3];
    }

    /** Never a byte of what it says: a route prints it with {@code ${body}}. */
    @Override
    public String toString() {
        return Kind.isKnown(kind) ? type().toString() : "an event";
    }

    public static int start(long span) {
        return (int) (span >> 32);
    }

    public static int end(long span) {
        return (int) span;
    }

    private int[] members() {
        if (members == null) {
            members = Members.of(bytes, from, to);
        }
        return members;
    }
}
