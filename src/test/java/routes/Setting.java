package routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One key of application.properties.
 *
 * @param section the heading it stands under
 * @param key its name
 * @param value as written, placeholders included
 * @param comment the comment lines above it, as one text; empty where there are none
 */
public record Setting(String section, String key, String value, String comment) {

    static final Path FILE = Path.of("src/main/resources/application.properties");

    private static final Pattern HEADING = Pattern.compile("# -{4} (.+?) -+");
    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\{\\{env:([A-Z0-9_]+)(?::(.*?))?}}");

    public static List<Setting> all() {
        List<Setting> settings = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        String section = "";
        for (String line : lines()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
                comment.clear();
            } else if (line.startsWith("#")) {
                comment.add(line.substring(1).strip());
            } else if (line.isBlank()) {
                comment.clear();
            } else {
                int equals = line.indexOf('=');
                String key = line.substring(0, equals).strip();
                settings.add(
                        new Setting(section, key, line.substring(equals + 1).strip(), String.join(" ", comment)));
                comment.clear();
            }
        }
        return settings;
    }

    /** The environment variable that sets it; empty for what is not meant to be changed. */
    public String variable() {
        Matcher matcher = FROM_ENVIRONMENT.matcher(value);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The value where nobody sets the variable. */
    public String defaultValue() {
        Matcher matcher = FROM_ENVIRONMENT.matcher(value);
        return matcher.matches() ? (matcher.group(2) == null ? "" : matcher.group(2)) : value;
    }

    boolean isCamels() {
        return key.startsWith("camel.");
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
