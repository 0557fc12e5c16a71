package routes.destination.cef;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Family;
import routes.event.Kind;
import routes.event.Severity;

/**
 * CEF severity numbers by event type. The bands are the specification's (low 0 to 3, medium 4 to 6, high 7 and 8); the number
 * inside a band is a setting.
 *
 * <pre>policy.hold=6,dlp.match=7,dlp.match=4</pre>
 *
 * <p>A type that occurs in several bands may be listed once for each: the number says which band it is for.
 */
final class CefSeverities {

    private static final int[] LOWEST = {0, 4, 7};
    private static final int[] HIGHEST = {3, 6, 8};

    /** Types whose low is 2. */
    private static final Set<String> LOWER = Set.of("policy.allow", "agent.connected", "dlp.match");

    /** By {@link Kind}. */
    private final byte[] numbers = new byte[Kind.COUNT];

    /** @param settings null or blank for the defaults */
    CefSeverities(String settings) {
        for (EventType type : EventType.all()) {
            numbers[Kind.of(type, Severity.LOW)] = (byte) lowOf(type);
            numbers[Kind.of(type, Severity.MEDIUM)] = 5;
            numbers[Kind.of(type, Severity.HIGH)] = 8;
        }
        if (settings != null && !settings.isBlank()) {
            Arrays.stream(settings.split(",")).map(String::strip).forEach(this::set);
        }
    }

    /** From 0 to 8. */
    int of(Event event) {
        return numbers[event.kind()];
    }

    private static int lowOf(EventType type) {
        return LOWER.contains(type.wireName()) ? 2 : 3;
    }

    private void set(String entry) {
        String[] sides = entry.split("=", -1);
        EventType type =
                EventType.named(sides[0].strip()).orElseThrow(() -> wrong(entry, "an event type before the ="));
        String number = sides.length == 2 ? sides[1].strip() : "";
        if (!number.matches("[0-8]")) {
            throw wrong(entry, "a number from 0 to 8 after the =");
        }
        int severity = number.charAt(0) - '0';
        for (Severity band : Severity.values()) {
            int kind = Kind.of(type, band);
            int index = band.compareTo(Severity.LOW);
            if (severity >= LOWEST[index] && severity <= HIGHEST[index]) {
                if (!occursIn(type, band)) {
                    throw wrong(entry, "a number in the band of the type, which " + bands(type));
                }
                numbers[kind] = (byte) severity;
            }
        }
    }

    /** The bands are {@link EventType}'s. */
    private static boolean occursIn(EventType type, Severity band) {
        if (type.family() == Family.GOVERNANCE || type.family() == Family.ROUTER) {
            return type.usualSeverity() == band;
        }
        return type.family() == Family.DLP || band.compareTo(type.usualSeverity()) >= 0;
    }

    private static String bands(EventType type) {
        String usual = type.usualSeverity().name().toLowerCase(Locale.ROOT);
        return "is " + usual + (type.family() == Family.AUDIT ? " or higher" : "");
    }

    private static IllegalArgumentException wrong(String entry, String expected) {
        return new IllegalArgumentException("severities: \"" + entry + "\": expected " + expected
                + "; low is 0 to 3, medium 4 to 6, high 7 or 8, as in policy.hold=6,dlp.match=4");
    }
}
