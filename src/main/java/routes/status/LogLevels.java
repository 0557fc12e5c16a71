package routes.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code SIEM_LOG_LEVEL} asks for: {@code name=level}, with commas between, and perhaps a level alone, for all that has no level of
 * its own. Levels are off, error, warn, info, debug and trace. A few loggers keep theirs whatever is set, for below it they print
 * settings, addresses and headers of requests, and secrets with them.
 */
public final class LogLevels {

    /** The name of the logger above all others. */
    public static final String ROOT = "";

    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");
    private static final Pattern NAME = Pattern.compile("[^\\s,=]{1,200}");
    /** By logger the most that it may print, as in {@code log4j2.xml}. */
    static final Map<String, String> GUARDED = Map.of(
            "org.apache.camel.component.properties", "warn",
            "org.apache.camel.impl.engine", "warn",
            "org.apache.hc.client5.http", "warn",
            "org.apache.camel.component.kafka", "warn",
            "org.apache.kafka", "error",
            "io.vertx.ext.web.RoutingContext", "off");

    private LogLevels() {}

    /**
     * @return levels by the names of loggers, in their order
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static Map<String, String> parse(String setting) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (String entry : setting.isBlank() ? new String[0] : setting.split(",", -1)) {
            int equals = entry.lastIndexOf('=');
            String name = equals < 0 ? ROOT : entry.substring(0, equals).strip();
            String level = entry.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
            boolean isNamed = equals < 0 || NAME.matcher(name).matches();
            if (!isNamed || !LEVELS.contains(level)) {
                throw new IllegalArgumentException("SIEM_LOG_LEVEL: \"" + entry.strip()
                        + "\": expected name=level or a level alone, of " + String.join(", ", LEVELS)
                        + ". Correct it, commas between several.");
            }
            guard(name, level);
            levels.put(name, level);
        }
        return levels;
    }

    private static void guard(String name, String level) {
        GUARDED.forEach((guarded, most) -> {
            boolean isBelow = name.equals(guarded) || name.startsWith(guarded + ".");
            if (isBelow && LEVELS.indexOf(level) > LEVELS.indexOf(most)) {
                throw new IllegalArgumentException("SIEM_LOG_LEVEL: \"" + name + "=" + level
                        + "\": this logger would print secrets; expected " + most + " at most. Leave it out.");
            }
        });
    }

    /** Why the router must not start; empty where it may. */
    static Optional<String> refusal(String setting) {
        try {
            parse(setting);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }
}
