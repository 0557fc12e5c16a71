package routes.destination;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import routes.event.Event;

/** Events as one JSON array of their own bytes. */
public final class JsonArray {

    private JsonArray() {}

    /** Takes {@link #bytes} bytes; there is at least one event. */
    public static void write(List<Event> events, OutputStream stream) throws IOException {
        char before = '[';
        for (Event event : events) {
            stream.write(before);
            event.writeTo(stream);
            before = ',';
        }
        stream.write(']');
    }

    /** @param eventBytes the bytes of the events alone */
    public static long bytes(long eventBytes, int events) {
        return eventBytes + events + 1;
    }
}
