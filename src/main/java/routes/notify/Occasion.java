package routes.notify;

import java.util.Locale;

/** Why people are told. */
enum Occasion {
    /** It begins to fail. */
    FAILING("fails"),
    /** It fails for an hour, or for one more day. */
    STILL_FAILING("still fails"),
    /** It delivers again. */
    RECOVERED("delivers again"),
    /** Somebody paused it while it failed. */
    PAUSED("is paused; it failed"),
    /** Somebody deleted it while it failed. */
    REMOVED("is deleted; it failed");

    private final String words;

    Occasion(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean isFailure() {
        return this == FAILING || this == STILL_FAILING;
    }

    /** As templates have it, such as {@code still_failing}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
