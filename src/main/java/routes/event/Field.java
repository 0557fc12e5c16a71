package routes.event;

import java.nio.charset.StandardCharsets;

/** The name of a top-level member of an event, ready to be looked for in its bytes. */
public final class Field {

    public static final Field ID = new Field("id");
    public static final Field OCCURRED_AT = new Field("occurred_at");
    public static final Field TS = new Field("ts");

    final byte[] utf8;

    public Field(String name) {
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    }
}
