package routes.destination.syslog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a syslog facility (RFC 5424, table 1). */
public final class Facility {

    private static final Pattern LOCAL = Pattern.compile("local([0-7])");
    private static final Pattern NUMBER = Pattern.compile("1?\\d|2[0-3]");
    private static final int LOCAL0 = 16;

    private Facility() {}

    /**
     * The facility's number, 0 to 23.
     *
     * @param name {@code local0} to {@code local7}, or a number
     */
    public static int code(String name) {
        Matcher local = LOCAL.matcher(name);
        if (local.matches()) {
            return LOCAL0 + Integer.parseInt(local.group(1));
        }
        if (NUMBER.matcher(name).matches()) {
            return Integer.parseInt(name);
        }
        throw new IllegalArgumentException(
                "facility: \"" + name + "\": expected local0 to local7, or a number from 0 to 23; set one of them");
    }
}
