package routes.format;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Family;
import routes.event.Field;
import routes.event.json.Escapes;

/**
 * A batch as camel-kafka's producer takes it: one exchange a record. The value is the event's own bytes, the key its
 * {@code agent_id} (of an audit record its {@code caller}), and the record headers {@code event_id} and {@code event_type} are
 * there so that consumers need not open the value. The producer leaves in each exchange what became of its record.
 *
 * <p>They are handed out one after another, and none after one that failed at once: each would wait for the same broker.
 */
final class KafkaRecords implements Iterable<Exchange> {

    private static final Field AGENT_ID = new Field("agent_id");
    private static final Field CALLER = new Field("caller");

    private final CamelContext context;
    private final List<Event> events;
    private final List<Exchange> handedOut = new ArrayList<>();

    KafkaRecords(CamelContext context, Batch batch) {
        this.context = context;
        this.events = batch.events();
    }

    /** Those the producer took, in the batch's order. */
    List<Exchange> handedOut() {
        return handedOut;
    }

    @Override
    public Iterator<Exchange> iterator() {
        handedOut.clear();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                int next = handedOut.size();
                return next < events.size()
                        && (next == 0 || handedOut.get(next - 1).getException() == null);
            }

            @Override
            public Exchange next() {
                Exchange record = record(events.get(handedOut.size()));
                handedOut.add(record);
                return record;
            }
        };
    }

    private Exchange record(Event event) {
        Exchange record = new DefaultExchange(context);
        byte[] value = new byte[event.length()];
        System.arraycopy(event.bytes(), event.from(), value, 0, value.length);
        record.getIn().setBody(value);
        record.getIn().setHeader("event_type", event.type().wireName());
        byte[] id = string(event, Field.ID);
        if (id != null) {
            record.getIn().setHeader("event_id", id);
        }
        byte[] key = string(event, event.type().family() == Family.AUDIT ? CALLER : AGENT_ID);
        if (key != null) {
            record.getIn().setHeader(KafkaConstants.KEY, key);
        }
        return record;
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
