package routes.journal.segment;

import java.util.ArrayList;
import java.util.List;
import routes.event.Event;

/**
 * A committed group in memory, shared by all subscriptions. Its events are made once, so that what one integration finds out about
 * an event is there for the next.
 */
public final class Group {

    private static final byte[] NOT_HERE = new byte[0];

    private final GroupEntry entry;
    private final byte[] data;
    private volatile List<Event> events;

    /** @param data the group's lines and nothing else */
    Group(GroupEntry entry, byte[] data) {
        this.entry = entry;
        this.data = data;
    }

    /** A group of which only these events were asked for. */
    Group(GroupEntry entry, List<Event> events) {
        this.entry = entry;
        this.data = NOT_HERE;
        this.events = events;
    }

    public GroupEntry entry() {
        return entry;
    }

    byte[] data() {
        return data;
    }

    /** In order; those that are damaged or were not asked for are left out. */
    public List<Event> events() {
        List<Event> made = events;
        return made == null ? makeEvents() : made;
    }

    private synchronized List<Event> makeEvents() {
        if (events == null) {
            List<Event> made = new ArrayList<>(entry.count());
            for (int line = 0; line < entry.count(); line++) {
                if (entry.kinds()[line] >= 0) {
                    made.add(event(entry, line, data, 0));
                }
            }
            events = made;
        }
        return events;
    }

    /** @param from where the group begins in {@code data} */
    static Event event(GroupEntry entry, int line, byte[] data, int from) {
        int start = from + entry.start(line);
        int end = from + entry.ends()[line] - 1;
        long position = entry.position() + entry.start(line);
        return new Event(data, start, end, entry.kinds()[line], position, entry.commitMillis());
    }
}
