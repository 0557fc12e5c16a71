package routes.accept.rule;

import routes.event.EventType;
import routes.event.Kind;
import routes.event.Severity;
import routes.event.json.Tape;

/** One event on its way through the accept stage; belongs to one request and so to one thread at a time. */
public final class Arrival {

    private final int index;
    private final int root;
    private final EventType type;
    private int kind;
    private Rejection rejection;

    private Arrival(int index, int root, EventType type, Rejection rejection) {
        this.index = index;
        this.root = root;
        this.type = type;
        this.rejection = rejection;
    }

    public static Arrival rejected(int index, String code, String pointer) {
        return new Arrival(index, 0, null, new Rejection(index, code, pointer));
    }

    /** @param type decides the family; of an audit record the action decides the type, and this is the family's first */
    public static Arrival of(int index, int root, EventType type) {
        return new Arrival(index, root, type, null);
    }

    /** The event's entry on the request's {@link Tape}. */
    public int root() {
        return root;
    }

    public EventType type() {
        return type;
    }

    public boolean isRejected() {
        return rejection != null;
    }

    public Rejection rejection() {
        return rejection;
    }

    public void reject(String code, String pointer) {
        rejection = new Rejection(index, code, pointer);
    }

    public int kind() {
        return kind;
    }

    public void classify(EventType actual, Severity severity) {
        kind = Kind.of(actual, severity);
    }
}
