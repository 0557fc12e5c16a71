package routes.integration.type;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names in it: {@code https://${HOST}:${PORT:443}}. What stands after the colon is taken where the name has no
 * value. Written in a Kamelet's annotations; Camel does not read those.
 */
public record Template(String text) {

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_]*)(?::([^}]*))?}");

    /** In their order. */
    public List<String> names() {
        return NAME.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Empty where a name that is needed has no value. */
    public Optional<String> fill(Function<String, Optional<String>> values) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            Optional<String> value = values.apply(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }

    /** Whether every brace belongs to a name. */
    boolean isWhole() {
        return !text.isBlank() && !NAME.matcher(text).replaceAll("").matches(".*[{}$].*");
    }
}
