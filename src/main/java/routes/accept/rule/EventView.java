package routes.accept.rule;

import routes.event.EventType;
import routes.event.json.Scalar;
import routes.event.json.Tape;

/**
 * What a route may see of an event between the accept stage's steps. It is there for the question alone, so that what nobody asks
 * costs nothing. Before the strip an event may hold raw content, so only the fields that its family documents can be asked for.
 */
public final class EventView {

    private final Tape tape;
    private final Arrival event;

    EventView(Tape tape, Arrival event) {
        this.tape = tape;
        this.event = event;
    }

    /** Of an audit record the family's first until its action was looked at; null of one whose type cannot be told. */
    public EventType type() {
        return event.type();
    }

    /** {@code governance}, {@code dlp} or {@code audit}; null of an event whose type cannot be told. */
    public String family() {
        return event.type() == null ? null : event.type().family().word();
    }

    /** Why it is not taken; null while nothing is wrong with it. */
    public Rejection rejection() {
        return event.rejection();
    }

    /**
     * The text of a documented top-level field, a number or truth as it is written; null where it is absent, removed, an object, an array, or
     * not documented for the event's family.
     */
    public String text(String field) {
        return KnownName.named(field)
                .filter(name -> event.type() != null
                        && FamilyRules.of(event.type().family()).documents(name.index()))
                .map(name -> tape.member(event.root(), name.index()))
                .filter(value -> value >= 0)
                .map(value -> Scalar.text(tape.json(), tape.from(value), tape.to(value)))
                .orElse(null);
    }

    @Override
    public String toString() {
        return event.isRejected() ? "a rejected event" : String.valueOf(event.type());
    }
}
