package routes.event.json;

/** What a JSON value is; a number without point and exponent is told from the others. */
public enum Shape {
    OBJECT(0),
    ARRAY(1),
    STRING(2),
    INTEGER(3),
    DECIMAL(4),
    TRUE(5),
    FALSE(6),
    NULL(7);

    private static final Shape[] BY_CODE = values();

    private final int code;

    Shape(int code) {
        this.code = code;
    }

    static Shape of(int code) {
        return BY_CODE[code];
    }

    int code() {
        return code;
    }
}
