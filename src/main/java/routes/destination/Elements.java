package routes.destination;

import routes.event.json.ValueEnd;

/** The elements of a JSON array of an event, one after the other. */
public final class Elements {

    private final byte[] json;
    private final int end;
    private int from;
    private int to;

    /** @param from the opening bracket */
    public Elements(byte[] json, int from, int to) {
        this.json = json;
        this.end = to - 1;
        this.to = from;
    }

    /** Moves to the next element; false where there is none. */
    public boolean next() {
        from = to + 1;
        if (from >= end) {
            return false;
        }
        to = ValueEnd.of(json, from, end);
        return true;
    }

    public int from() {
        return from;
    }

    /** The offset after the element. */
    public int to() {
        return to;
    }
}
