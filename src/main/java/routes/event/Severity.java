package routes.event;

/** The bands of the governance specification: deny and block are high, alert is medium, allow is low. */
public enum Severity {
    LOW(0),
    MEDIUM(1),
    HIGH(2);

    private static final Severity[] BY_CODE = values();

    private final int code;

    Severity(int code) {
        this.code = code;
    }

    /** From 0, rising with severity; written to disk as part of a {@link Kind}. */
    int code() {
        return code;
    }

    static boolean isCode(int code) {
        return code < BY_CODE.length;
    }

    static Severity ofCode(int code) {
        return BY_CODE[code];
    }
}
