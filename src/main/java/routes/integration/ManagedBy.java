package routes.integration;

import java.util.Arrays;

/** Who may change an integration's settings; what the API did not make, it only pauses, resumes, retries and tests. */
public enum ManagedBy {
    /** Whoever has the API's token. */
    API("api", "", "", ""),
    /** The file of {@code SIEM_INTEGRATIONS_FILE}. */
    FILE(
            "file",
            "a file",
            "comes from the file that SIEM_INTEGRATIONS_FILE names. Change it there and restart.",
            "Put it back into the file"),
    /** {@code SIEM_TYPE} and the variables that its word asks for. */
    ENVIRONMENT(
            "environment",
            "the environment",
            "comes from SIEM_TYPE and the variables that go with it. Change them and restart.",
            "Set its variables again");

    private final String text;
    private final String source;
    private final String change;
    private final String restore;

    ManagedBy(String text, String source, String change, String restore) {
        this.text = text;
        this.source = source;
        this.change = change;
        this.restore = restore;
    }

    /** In the API and on disk. */
    public String text() {
        return text;
    }

    /** Completes "is managed by ...". */
    public String source() {
        return source;
    }

    /** Completes "the integration ...": where it is changed. */
    String change() {
        return change;
    }

    /** How one that vanished comes back. */
    public String restore() {
        return restore;
    }

    static ManagedBy of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("managed_by: expected api, file or environment"));
    }
}
