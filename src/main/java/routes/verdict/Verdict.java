package routes.verdict;

/** What became of an event at one destination. */
public enum Verdict {
    /** The destination has it; the cursor moves. */
    DELIVERED,
    /** It may pass later, unchanged: the redelivery policy decides when. */
    AGAIN,
    /** The destination is down or will not have us: the cursor waits and the status says why. */
    PARKED,
    /** The request as it stands can never pass: halved until one event is left, which goes to the dead letters. */
    REFUSED
}
