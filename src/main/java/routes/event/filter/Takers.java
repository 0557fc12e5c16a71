package routes.event.filter;

import java.util.Collection;
import java.util.List;
import routes.event.Event;
import routes.event.Selection;

/** What some integrations take, all together: whether an event has somebody at all. Never changed; any number of threads may ask. */
public final class Takers {

    private final Selection always;
    private final Selection sometimes;
    private final List<Taker> filtered;

    /** One integration's part. */
    public record Taker(Selection selection, Filter filter) {

        /** One of which nobody can say what it takes, and so whether anything is lost to it. */
        public static final Taker OF_ALL = new Taker(Selection.ALL, Filter.NONE);
    }

    private Takers(Selection always, Selection sometimes, List<Taker> filtered) {
        this.always = always;
        this.sometimes = sometimes;
        this.filtered = filtered;
    }

    public static Takers of(Collection<Taker> takers) {
        List<Taker> filtered =
                takers.stream().filter(taker -> !taker.filter().isNone()).toList();
        return new Takers(
                union(takers.stream().filter(taker -> taker.filter().isNone()).toList()), union(filtered), filtered);
    }

    private static Selection union(List<Taker> takers) {
        return takers.stream().map(Taker::selection).reduce(Selection.NONE, Selection::or);
    }

    /** Whether somebody takes every event of this kind; then no event has to be looked at. */
    public boolean takeAll(int kind) {
        return always.contains(kind);
    }

    /** Whether it depends on filters who takes an event of this kind, and whether anybody does. */
    public boolean areFiltered(int kind) {
        return sometimes.contains(kind) && !takeAll(kind);
    }

    /** Whether somebody takes this event. */
    public boolean take(Event event) {
        int kind = event.kind();
        if (takeAll(kind) || !sometimes.contains(kind)) {
            return takeAll(kind);
        }
        for (Taker taker : filtered) {
            if (taker.selection().contains(kind) && taker.filter().passes(event)) {
                return true;
            }
        }
        return false;
    }
}
