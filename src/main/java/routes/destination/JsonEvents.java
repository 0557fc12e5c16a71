package routes.destination;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import routes.event.Batch;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Selection;
import routes.event.Severity;
import routes.verdict.DeliveryException;

/**
 * The step of the action Kamelets: reads the body's events as the accept stage does, checked and stripped, and writes those that
 * are selected back as JSON bytes. One object stays one object, anything else becomes an array; where no event is selected, the
 * body is null. An event that the accept stage would reject fails the whole message, with an exception that quotes nothing.
 *
 * <p>Any number of threads may use one instance once it is set.
 */
public final class JsonEvents implements Processor {

    private List<EventType> types = EventType.all();
    private Severity minimum = Severity.LOW;

    /** @param names wire names such as {@code policy.deny, audit.route}, commas between; blank means all, the default */
    public void setEventTypes(String names) {
        if (!names.isBlank()) {
            types = Arrays.stream(names.split(",", -1))
                    .map(name -> type(name.strip()))
                    .toList();
        }
    }

    /** @param name {@code low} (default), {@code medium} or {@code high} */
    public void setMinSeverity(String name) {
        minimum = Arrays.stream(Severity.values())
                .filter(severity -> severity.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "minSeverity: \"" + name + "\": expected low, medium or high; set one of them"));
    }

    @Override
    public void process(Exchange exchange) throws DeliveryException, IOException {
        Message message = exchange.getMessage();
        Object body = readable(exchange, message.getBody());
        Batch batch = Requests.batch(exchange, body);
        Selection selection = Selection.of(types, minimum);
        List<Event> selected = batch.events().stream()
                .filter(event -> selection.contains(event.kind()))
                .toList();
        message.setBody(selected.isEmpty() ? null : json(selected, batch.size() > 1 || !isObject(body)));
    }

    /** A stream is read once, and then both its form and its events are looked at. */
    private static Object readable(Exchange exchange, Object body) {
        if (body == null || body instanceof Batch || body instanceof Map || body instanceof List) {
            return body;
        }
        return exchange.getContext().getTypeConverter().tryConvertTo(byte[].class, exchange, body);
    }

    private static boolean isObject(Object body) {
        if (body instanceof byte[] json) {
            int first = 0;
            while (json[first] <= ' ') {
                first++;
            }
            return json[first] == '{';
        }
        return body instanceof Map;
    }

    private static byte[] json(List<Event> events, boolean array) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        if (array) {
            JsonArray.write(events, json);
        } else {
            events.get(0).writeTo(json);
        }
        return json.toByteArray();
    }

    private static EventType type(String name) {
        return EventType.named(name)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "eventTypes: \"" + name
                                        + "\": expected an event type such as policy.deny or audit.route; see the integration's event_types"));
    }
}
