package routes.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import routes.event.Event;

/** Events as one JSON array of their own bytes. */
final class JsonArray {

    private JsonArray() {}

    /** Takes {@link #bytes} bytes; there is at least one event. */
    static void write(List<Event> events, OutputStream stream) throws IOException {
        char before = '[';
        for (Event event : events) {
            stream.write(before);
            event.writeTo(stream);
            before = ',';
        }
        stream.write(']');
    }

    /** @param eventBytes the bytes of the events alone */
    static long bytes(long eventBytes, int events) {
        return eventBytes + events + 1;
    }
}
