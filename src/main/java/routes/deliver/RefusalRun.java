package routes.deliver;

import routes.verdict.Reason;

/** The refusals since something was last delivered: how many tell that it is the destination's fault, and not the events'. */
final class RefusalRun {

    /** So many in a row for one reason are the destination's fault. */
    static final int EVERYTHING = 100;

    /** So many, for whatever reason, are no single bad event any more. */
    static final int MANY = 3;

    private String reason = "";
    private int inARow;
    private long withNothingDelivered;

    void reset() {
        inARow = 0;
        withNothingDelivered = 0;
    }

    void add(int events, Reason why) {
        inARow = why.code().equals(reason) ? inARow + events : events;
        reason = why.code();
    }

    /** By a reply that delivered none. */
    void onlyRefused(int events) {
        withNothingDelivered += events;
    }

    boolean areMany() {
        return withNothingDelivered >= MANY;
    }

    /** Whether these many more for this reason make it the destination's fault. */
    boolean areEverything(Reason why, int more) {
        return why.code().equals(reason) && inARow + more >= EVERYTHING;
    }
}
