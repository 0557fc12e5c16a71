package routes.format;

import java.util.Locale;

/** The syslog facilities for local use (RFC 5424, table 1). */
enum Facility {
    LOCAL0(16),
    LOCAL1(17),
    LOCAL2(18),
    LOCAL3(19),
    LOCAL4(20),
    LOCAL5(21),
    LOCAL6(22),
    LOCAL7(23);

    private final int code;

    Facility(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Facility named(String name) {
        for (Facility facility : values()) {
            if (facility.name().toLowerCase(Locale.ROOT).equals(name)) {
                return facility;
            }
        }
        throw new IllegalArgumentException("facility: \"" + name + "\": expected local0 to local7; set one of them");
    }
}
