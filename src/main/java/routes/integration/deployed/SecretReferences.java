package routes.integration.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Finds the secret that a file only points at: {@code {env: NAME}}, {@code {file: /path}}, or a text with references, see
 * {@link Placeholders}. Resolved once; the result is a value, whatever it looks like. {@code {env: NAME}} is the variable or the
 * file that its twin {@code NAME_FILE} names.
 */
public final class SecretReferences {

    /** What is added to a secret's variable to name the one that points to a file. */
    static final String FILE = "_FILE";

    private static final String FORMS = "{env: NAME}, {file: /path} or \"{{function:name}}\"";

    private final UnaryOperator<String> variables;
    private final Placeholders placeholders;

    /** @param variables a variable's value by its name, empty where it is not set */
    public SecretReferences(UnaryOperator<String> variables, Placeholders placeholders) {
        this.variables = variables;
        this.placeholders = placeholders;
    }

    /** @throws IllegalArgumentException where there is no such secret; the message says what to do and quotes no secret */
    String resolve(JsonNode reference) {
        if (reference.isTextual() && reference.asText().matches("\\{\\{.+}}")) {
            return placeholders.resolve(reference.asText());
        }
        if (!reference.isObject() || reference.size() != 1) {
            throw new IllegalArgumentException("a secret is given by reference. Write " + FORMS + ".");
        }
        if (reference.has("env")) {
            return variable(reference.get("env").asText());
        }
        if (reference.has("file")) {
            return content(reference.get("file").asText());
        }
        throw new IllegalArgumentException(
                "a reference is " + FORMS + ", not " + reference.fieldNames().next() + ".");
    }

    /** A setting that is no secret; only placeholders in it are references. */
    String resolveText(String text) {
        return placeholders.resolve(text);
    }

    private String variable(String name) {
        String value = variables.apply(name);
        String file = variables.apply(name + FILE);
        if (value.isEmpty() && file.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set. Set it, or set "
                    + name + FILE + " to the path of a file that holds it.");
        }
        if (!value.isEmpty() && !file.isEmpty()) {
            throw new IllegalArgumentException(
                    "the environment variables " + name + " and " + name + FILE + " are both set. Keep one of them.");
        }
        try {
            return file.isEmpty() ? value : content(file);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(name + FILE + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Without the line break that editors and {@code echo} leave at the end. */
    static String content(String name) {
        try {
            String content = Files.readString(Path.of(name)).replaceFirst("[\\r\\n]+$", "");
            if (content.isEmpty()) {
                throw new IllegalArgumentException("the file " + name + " is empty. Write the secret to it.");
            }
            return content;
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    "the file " + name + " cannot be read. Check its path and permissions.", unreadable);
        }
    }
}
