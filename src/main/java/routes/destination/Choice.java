package routes.destination;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads a setting that is one of a few words: the names of an enumeration, in lower case and with hyphens. */
public final class Choice {

    private Choice() {}

    /** @throws IllegalArgumentException naming the setting, what it says and the words it can be */
    public static <T extends Enum<T>> T of(String key, Class<T> type, String name) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(key + ": \"" + name + "\": expected one of " + String.join(", ", names));
        }
        return type.getEnumConstants()[index];
    }
}
