package routes.integration.deployed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads variables and keeps what is wrong with them. One that is empty is not set, and a value may be one of Camel's
 * placeholders, see {@link Placeholders}.
 */
final class EnvironmentVariables {

    /** What is added to a secret's variable to name the one that points to a file. */
    static final String FILE = "_FILE";

    private final Map<String, String> environment;
    private final Placeholders placeholders;
    private final List<String> errors = new ArrayList<>();

    EnvironmentVariables(Map<String, String> environment, Placeholders placeholders) {
        this.environment = environment;
        this.placeholders = placeholders;
    }

    boolean isSet(String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    Optional<String> plain(String name) {
        return read(name);
    }

    /** As it stands in the variable, references not resolved. */
    Optional<String> written(String name) {
        return isSet(name) ? Optional.of(environment.get(name).strip()) : Optional.empty();
    }

    /** Of the variable itself or of the file that its twin names. */
    Optional<String> secret(String name) {
        if (isSet(name) && isSet(name + FILE)) {
            errors.add(name + " and " + name + FILE + " are both set. Keep one of them.");
            return Optional.of("");
        }
        return isSet(name) ? read(name) : read(name + FILE).map(file -> content(name, file));
    }

    private Optional<String> read(String name) {
        if (!isSet(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(placeholders.resolve(environment.get(name).strip()));
        } catch (IllegalArgumentException unresolved) {
            errors.add(name + ": " + unresolved.getMessage());
            return Optional.of("");
        }
    }

    private String content(String name, String file) {
        try {
            String content = SecretReferences.content(file);
            if (content.isEmpty()) {
                errors.add(name + FILE + ": the file " + file + " is empty. Write the secret to it.");
            }
            return content;
        } catch (IllegalArgumentException unreadable) {
            errors.add(name + FILE + ": " + unreadable.getMessage());
            return "";
        }
    }

    void refuse(String sentence) {
        errors.add(sentence);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }
}
