package routes.destination.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import routes.event.Event;
import routes.event.Family;
import routes.event.Field;
import routes.event.json.Escapes;

/**
 * An event as a record: the value is the event's own bytes, the key its {@code agent_id} (of an audit record its {@code caller}, of the router's own
 * its {@code router}),
 * and the headers {@code event_id} and {@code event_type} are there so that consumers need not open the value.
 */
final class KafkaRecord {

    private static final Field AGENT_ID = new Field("agent_id");
    private static final Field ROUTER = new Field("router");
    private static final Field CALLER = new Field("caller");

    private KafkaRecord() {}

    static ProducerRecord<byte[], byte[]> of(String topic, Event event) {
        byte[] key = string(event, keyOf(event.type().family()));
        byte[] value = Arrays.copyOfRange(event.bytes(), event.from(), event.from() + event.length());
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(topic, key, value);
        Headers headers = sent.headers();
        headers.add("event_type", event.type().wireName().getBytes(StandardCharsets.US_ASCII));
        byte[] id = string(event, Field.ID);
        if (id != null) {
            headers.add("event_id", id);
        }
        return sent;
    }

    private static Field keyOf(Family family) {
        return switch (family) {
            case GOVERNANCE, DLP -> AGENT_ID;
            case AUDIT -> CALLER;
            case ROUTER -> ROUTER;
        };
    }

    /** A string's text as UTF-8, or null where there is no such string. */
    private static byte[] string(Event event, Field field) {
        long span = event.find(field);
        if (span == Event.ABSENT || event.bytes()[Event.start(span)] != '"') {
            return null;
        }
        return Escapes.decode(event.bytes(), Event.start(span) + 1, Event.end(span) - 1);
    }
}
