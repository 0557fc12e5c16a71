package routes.accept;

import java.util.ArrayList;
import java.util.List;
import routes.event.Event;
import routes.event.Lines;

/** The accept stage for the tests of other packages: what it let through, and every word it said. */
public final class Intake {

    private final Accepting accepting = new Accepting();
    private String said = "";

    /** The events that came through, as they will be read from the journal; none where the request is refused as a whole. */
    public List<Event> take(byte[] body, boolean lines) {
        Acceptance acceptance;
        try {
            acceptance = accepting.tryAccept(body, lines);
        } catch (UnreadableRequestException refused) {
            said = refused.toString() + refused.getCause();
            return List.of();
        }
        said = acceptance.rejections().toString();
        List<Event> events = new ArrayList<>();
        Lines all = acceptance.lines();
        int from = 0;
        for (int i = 0; i < all.count(); i++) {
            events.add(new Event(all.bytes(), from, all.ends()[i] - 1, all.kinds()[i], from));
            from = all.ends()[i];
        }
        return events;
    }

    /** What was said of the last request. */
    public String said() {
        return said;
    }

    /** Every metric's name and tags. */
    public String metrics() {
        return accepting.registry.getMeters().stream()
                .map(meter -> meter.getId().toString())
                .toList()
                .toString();
    }
}
