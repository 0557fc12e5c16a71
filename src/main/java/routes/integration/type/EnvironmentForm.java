package routes.integration.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an integration of one type is configured by environment variables, as its Kamelet's annotation says, one line each:
 *
 * <pre>
 * siem.router/environment: |-
 *   SIEM_TYPE = syslog
 *   url = syslog+udp://${SYSLOG_HOST}:${SYSLOG_PORT:514}
 *   facility = ${SYSLOG_FACILITY:16}
 * </pre>
 *
 * The first line has the words of {@code SIEM_TYPE} that choose the type, comma between; the others give properties their values.
 * A property is left out where a variable without a default is not set. A secret's variable may also be set by its twin
 * {@code NAME_FILE}, the path of a file that holds it.
 *
 * @param values by the property's name in the Kamelet
 */
public record EnvironmentForm(List<String> words, Map<String, Template> values) {

    public static final String CHOICE = "SIEM_TYPE";

    /**
     * @return empty where the annotation is, and so the type cannot be configured like that
     * @throws IllegalArgumentException where a line is not of this form
     */
    static Optional<EnvironmentForm> read(String annotation, List<Parameter> parameters) {
        if (annotation.isBlank()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        Map<String, Template> values = new LinkedHashMap<>();
        for (String line : annotation.strip().split("\\R", -1)) {
            String[] sides = line.strip().split("\\s*=\\s*", 2);
            if (sides.length == 2 && sides[0].equals(CHOICE) && words.isEmpty()) {
                Stream.of(sides[1].toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1))
                        .forEach(words::add);
            } else if (sides.length == 2 && isValue(sides, parameters)) {
                values.put(sides[0], new Template(sides[1]));
            } else {
                throw new IllegalArgumentException("annotation siem.router/environment, line " + line.strip()
                        + ": expected SIEM_TYPE = word or property = text with ${VARIABLE}");
            }
        }
        if (words.isEmpty() || words.contains("")) {
            throw new IllegalArgumentException("annotation siem.router/environment: expected a line SIEM_TYPE = word");
        }
        return Optional.of(new EnvironmentForm(List.copyOf(words), values));
    }

    private static boolean isValue(String[] sides, List<Parameter> parameters) {
        Template template = new Template(sides[1]);
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(sides[0]))
                && template.isWhole()
                && !template.names().isEmpty()
                && template.names().stream().allMatch(name -> name.matches("[A-Z][A-Z0-9_]*"));
    }

    /** All variables, in the form's order. */
    List<String> variables() {
        return values.values().stream()
                .flatMap(template -> template.names().stream())
                .distinct()
                .toList();
    }
}
