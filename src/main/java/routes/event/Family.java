package routes.event;

/** What the content-based router of the accept stage looks at. */
public enum Family {
    GOVERNANCE,
    DLP,
    AUDIT
}
