package routes.integration.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the secret that a file only points at: {@code {env: NAME}}, {@code {file: /path}}, or a text with references, see
 * {@link Placeholders}. Resolved once; the result is a value, whatever it looks like.
 */
public final class SecretReferences {

    private static final String FORMS = "{env: NAME}, {file: /path} or \"{{function:name}}\"";

    private final Map<String, String> environment;
    private final Placeholders placeholders;

    public SecretReferences(Map<String, String> environment, Placeholders placeholders) {
        this.environment = environment;
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
            String name = reference.get("env").asText();
            String value = environment.getOrDefault(name, "");
            if (value.isEmpty()) {
                throw new IllegalArgumentException("the environment variable " + name + " is not set. Set it.");
            }
            return value;
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

    /** Without the line break that editors and {@code echo} leave at the end. */
    static String content(String name) {
        try {
            return Files.readString(Path.of(name)).replaceFirst("[\\r\\n]+$", "");
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    "the file " + name + " cannot be read. Check its path and permissions.", unreadable);
        }
    }
}
