package routes.integration;

/** Who may change an integration's settings. */
public enum ManagedBy {
    /** Whoever has the API's token. */
    API("api"),
    /** The file of {@code SIEM_INTEGRATIONS_FILE}; the API only pauses, resumes and retries. */
    FILE("file");

    private final String text;

    ManagedBy(String text) {
        this.text = text;
    }

    /** In the API and on disk. */
    public String text() {
        return text;
    }

    static ManagedBy of(String text) {
        return text.equals(FILE.text) ? FILE : API;
    }
}
