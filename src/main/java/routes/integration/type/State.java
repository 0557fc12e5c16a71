package routes.integration.type;

/** What people set, as opposed to health, which is seen. */
public enum State {
    ACTIVE("active"),
    PAUSED("paused");

    private final String text;

    State(String text) {
        this.text = text;
    }

    /** In the API and on disk. */
    public String text() {
        return text;
    }

    public static State of(String text) {
        return text.equals(PAUSED.text) ? PAUSED : ACTIVE;
    }
}
