package routes.setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** The values of {@code application.properties}, placeholders resolved. */
public final class Settings {

    private static final Pattern SECRET = Pattern.compile("\\{\\{env:(\\w+):}}");

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{([\\w.-]+)}}");

    private final CamelContext context;
    private final Properties definitions;
    private final Map<String, String> environment;

    /** @param definitions the file itself, placeholders not resolved */
    public Settings(CamelContext context, Properties definitions, Map<String, String> environment) {
        this.context = context;
        this.definitions = definitions;
        this.environment = environment;
    }

    /**
     * A secret, as the environment has it: Camel would look for placeholders in it, and show it in the message of the exception
     * where there is none of that name.
     */
    public String secret(String key) {
        return environment.getOrDefault(variable(key), "").strip();
    }

    /** Keys, the first of them to be used, from a variable or from the file that the variable of the other setting names. */
    public List<String> keys(String key, String fileKey) {
        return SecretKeys.of(environment, variable(key), variable(fileKey));
    }

    private String variable(String key) {
        Matcher variable = SECRET.matcher(definitions.getProperty(key, ""));
        if (!variable.matches()) {
            throw new IllegalStateException(key + " is a secret: expected {{env:VARIABLE:}} in application.properties");
        }
        return variable.group(1);
    }

    /** A text from outside is a value: Camel would look for placeholders in it, which could fetch a secret into a message. */
    public String text(String key) {
        return fromOutside(key)
                .filter(text -> text.contains("{{") || text.contains("}}"))
                .orElseGet(() -> context.resolvePropertyPlaceholders("{{" + key + "}}"))
                .strip();
    }

    /** The same where a text of the product's own refers to a setting; others are left as they are. */
    public String filled(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(text(found.group(1))));
    }

    /** From where Camel has it, in its order. */
    private Optional<String> fromOutside(String key) {
        Matcher variable = SettingNames.DEFINITION.matcher(definitions.getProperty(key, ""));
        return Stream.of(
                        System.getProperty(key),
                        environment.get(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")),
                        variable.matches() ? environment.get(variable.group(1)) : null)
                .filter(text -> text != null && !text.isBlank())
                .findFirst();
    }

    public Optional<String> optional(String key) {
        return Optional.of(text(key)).filter(value -> !value.isEmpty());
    }

    public Path path(String key) {
        return Path.of(text(key));
    }

    public boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        key + " = " + text(key) + ": expected true or false; correct the setting");
        };
    }

    /** @throws IllegalArgumentException where it is not a whole number of its {@link NumberRange} */
    public long number(String key) {
        return NumberRange.of(key).read(key, text(key));
    }

    /** A number that fits into an int, as sizes of arrays do. */
    public int size(String key) {
        return Math.toIntExact(number(key));
    }
}
