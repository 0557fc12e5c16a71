package routes.status;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings there were once: who still sets one is told, for he relies on it. */
public final class RetiredSettings {

    /** By property, the variable. */
    private static final Map<String, String> ALL = Map.of(
            "siem.accept.max-number-characters", "SIEM_MAX_NUMBER_CHARACTERS",
            "siem.accept.max-string-bytes", "SIEM_MAX_STRING_BYTES",
            "siem.accept.max-values", "SIEM_MAX_VALUES",
            "siem.ingest.max-wait-ms", "SIEM_MAX_WAIT_MS",
            "siem.journal.memory-bytes", "SIEM_JOURNAL_MEMORY_BYTES",
            "siem.journal.segment-hours", "SIEM_JOURNAL_SEGMENT_HOURS");

    private static final Set<String> NAMES = ALL.entrySet().stream()
            .flatMap(each -> Stream.of(each.getKey(), each.getValue(), asVariable(each.getKey())))
            .collect(Collectors.toUnmodifiableSet());

    private RetiredSettings() {}

    /** Whether it is the name of one, a variable's or a property's. */
    static boolean has(String name) {
        return NAMES.contains(name);
    }

    /**
     * One sentence for each that is set.
     *
     * @param names of the environment's variables, or of Java's system properties
     */
    public static List<String> warnings(Set<String> names) {
        return names.stream()
                .filter(RetiredSettings::has)
                .sorted()
                .map(name ->
                        name + " is no setting any more and has no effect: what was its default is fixed. Remove it.")
                .toList();
    }

    /** Camel takes a property from this variable too. */
    private static String asVariable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
