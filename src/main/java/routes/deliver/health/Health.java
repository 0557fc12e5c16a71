package routes.deliver.health;

/** What is seen of an integration, as opposed to its state, which people set. */
public enum Health {
    /** Nothing was tried yet. */
    UNKNOWN,
    /** The last attempt delivered. */
    HEALTHY,
    /** The last attempt failed and is being repeated. */
    RETRYING,
    /** The redelivery policy is used up; the integration is parked and probes by itself. */
    FAILING,
    /** Parked for something only a person can mend. */
    ACTION_REQUIRED
}
