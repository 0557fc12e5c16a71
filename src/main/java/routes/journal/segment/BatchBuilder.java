package routes.journal.segment;

import java.util.ArrayList;
import java.util.List;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Selection;
import routes.event.filter.Filter;

/** Gathers selected events until a batch has as many, or as many bytes, as its destination takes. */
public final class BatchBuilder {

    private final Selection selection;
    private final int maxEvents;
    private final long maxBytes;
    private final Filter filter;
    /** Events at this position and behind it are counted where they are passed over; those before it were. */
    private long uncountedFrom;

    private long filtered;
    private final List<Event> events = new ArrayList<>();
    private long bytes;
    private boolean full;

    /**
     * @param filter what it passes over is taken from no group
     * @param uncountedFrom where {@link #filtered} begins to count
     */
    public BatchBuilder(Selection selection, Filter filter, int maxEvents, long maxBytes, long uncountedFrom) {
        this.filter = filter;
        this.uncountedFrom = uncountedFrom;
        this.selection = selection;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Takes events that stand at {@code from} or after it and before {@code to}; says where to go on. */
    public long take(Group group, long from, long to) {
        List<Event> offered = group.events();
        for (int i = firstFrom(offered, from); i < offered.size(); i++) {
            Event event = offered.get(i);
            if (event.position() >= to) {
                break;
            }
            if (!selection.contains(event.kind())) {
                continue;
            }
            if (!filter.passes(event)) {
                passOver(event);
                continue;
            }
            if (!hasRoomFor(event)) {
                full = true;
                return event.position();
            }
            events.add(event);
            bytes += event.length();
        }
        return Math.min(group.entry().end(), to);
    }

    private void passOver(Event event) {
        if (event.position() >= uncountedFrom) {
            filtered++;
            uncountedFrom = event.position() + 1;
        }
    }

    /** How many events the filter passed over since this was last asked. */
    public long filtered() {
        long count = filtered;
        filtered = 0;
        return count;
    }

    /** Where counting goes on. */
    public long uncountedFrom() {
        return uncountedFrom;
    }

    private boolean hasRoomFor(Event event) {
        return events.isEmpty() || (events.size() < maxEvents && bytes + event.length() <= maxBytes);
    }

    private static int firstFrom(List<Event> events, long position) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).position() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public boolean isFull() {
        return full || events.size() >= maxEvents || bytes >= maxBytes;
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    public Batch build() {
        return new Batch(events);
    }
}
