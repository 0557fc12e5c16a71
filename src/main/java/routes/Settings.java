package routes;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** The values of {@code application.properties}, placeholders resolved. */
final class Settings {

    private final CamelContext context;

    Settings(CamelContext context) {
        this.context = context;
    }

    String text(String key) {
        return context.resolvePropertyPlaceholders("{{" + key + "}}").strip();
    }

    Optional<String> optional(String key) {
        return Optional.of(text(key)).filter(value -> !value.isEmpty());
    }

    Path path(String key) {
        return Path.of(text(key));
    }

    long number(String key) {
        try {
            return Long.parseLong(text(key));
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException(
                    key + " = " + text(key) + ": expected a whole number; correct the setting");
        }
    }

    /** A number that has to fit into an int, as sizes of arrays do. */
    int size(String key) {
        long number = number(key);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    key + " = " + number + ": expected 0 to " + Integer.MAX_VALUE + "; correct the setting");
        }
        return (int) number;
    }
}
