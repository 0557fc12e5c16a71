package routes.accept.rule;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import routes.event.Amount;
import routes.event.Family;
import routes.event.json.Tape;

/**
 * The events of one request between parsing and appending: all of them, or those of one family. The family batches of a
 * request share its bytes and its events, so what is done to them is seen in the request they came from.
 *
 * <p>A route looks at them in Simple: {@code ${body.family}}, {@code ${body.size}}, {@code ${body[0].type}}, {@code
 * ${body[0].text(agent_id)}}. Printed they are their number.
 */
public final class Arrivals implements Iterable<EventView> {

    private final Tape tape;
    private final List<Arrival> events;

    public Arrivals(Tape tape, List<Arrival> events) {
        this.tape = tape;
        this.events = events;
    }

    /** What the content-based router looks at: {@code governance}, {@code dlp}, {@code audit}, {@code mixed} or {@code none}. */
    public String family() {
        Family first = null;
        for (Arrival event : events) {
            if (!event.isRejected()) {
                Family family = event.type().family();
                if (first != null && family != first) {
                    return Family.MIXED;
                }
                first = family;
            }
        }
        return first == null ? "none" : first.word();
    }

    /** One batch a family; none where every event is rejected already. */
    public List<Arrivals> families() {
        List<Arrivals> batches = new ArrayList<>();
        for (Family family : Family.ACCEPTED) {
            List<Arrival> members = events.stream()
                    .filter(event -> !event.isRejected() && event.type().family() == family)
                    .toList();
            if (!members.isEmpty()) {
                batches.add(new Arrivals(tape, members));
            }
        }
        return batches;
    }

    public Tape tape() {
        return tape;
    }

    public List<Arrival> events() {
        return events;
    }

    public int size() {
        return events.size();
    }

    /** What a route may see of each. */
    @Override
    public Iterator<EventView> iterator() {
        return events.stream().map(event -> new EventView(tape, event)).iterator();
    }

    @Override
    public String toString() {
        return Amount.of(size(), "event");
    }
}
