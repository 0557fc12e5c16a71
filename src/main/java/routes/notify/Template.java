package routes.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.disk.BoundedFile;

/**
 * The body of a notification: JSON with placeholders such as <code>${name}</code>. Each becomes the text it stands for, escaped for JSON,
 * and is never looked into again.
 */
final class Template {

    /** Those the product has. */
    private static final List<String> FORMATS = List.of("json", "slack", "teams", "pagerduty");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_]+)}");
    private static final int MOST_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String body;
    /** In Slack's texts {@code <!channel>} calls everybody, so that these three are written as entities there. */
    private final boolean entities;

    private final String routingKey;

    private Template(String body, boolean entities, String routingKey) {
        this.body = body;
        this.entities = entities;
        this.routingKey = routingKey;
    }

    /**
     * One of the product's.
     *
     * @param routingKey what <code>${routing_key}</code> stands for, which the format {@code pagerduty} needs
     * @throws IllegalArgumentException where there is none of that name
     */
    static Template of(String format, String routingKey) throws IOException {
        if (!FORMATS.contains(format)) {
            throw new IllegalArgumentException("siem.notify.format = " + format + ": expected one of "
                    + String.join(", ", FORMATS) + "; correct the setting");
        }
        if (format.equals("pagerduty") && routingKey.isEmpty()) {
            throw new IllegalArgumentException("siem.notify.format = pagerduty: expected siem.notify.routing-key,"
                    + " the integration key of a PagerDuty service; set it");
        }
        try (InputStream text = Template.class.getResourceAsStream("/notify/" + format + ".json")) {
            return new Template(
                    new String(text.readAllBytes(), StandardCharsets.UTF_8), format.equals("slack"), routingKey);
        }
    }

    /** The same with the body of a file. @throws IllegalArgumentException where it cannot be used */
    Template with(Path file) {
        try {
            byte[] bytes = BoundedFile.read(file, MOST_BYTES);
            Template own = new Template(new String(bytes, StandardCharsets.UTF_8), entities, routingKey);
            own.check(file, bytes.length);
            return own;
        } catch (IOException unreadable) {
            throw unusable(file, "it cannot be read", unreadable);
        }
    }

    private void check(Path file, int length) {
        if (length > MOST_BYTES) {
            throw unusable(file, "it is larger", null);
        }
        Map<String, String> sample = Notice.sample().fields();
        Matcher placeholder = PLACEHOLDER.matcher(body);
        while (placeholder.find()) {
            String name = placeholder.group(1);
            if (!sample.containsKey(name) && !name.equals("routing_key")) {
                throw unusable(file, "it has ${" + name + "}", null);
            }
        }
        try {
            if (JSON.readTree(fill(Notice.sample())).isMissingNode()) {
                throw unusable(file, "it is no JSON: it is empty", null);
            }
        } catch (JsonProcessingException broken) {
            // its message quotes the file
            throw unusable(file, "it is no JSON once the placeholders are filled", null);
        }
    }

    private static IllegalArgumentException unusable(Path file, String what, Exception cause) {
        return new IllegalArgumentException(
                "siem.notify.template = " + file + ": " + what + ", expected a file with one JSON value of at most "
                        + MOST_BYTES + " bytes, its texts with the placeholders "
                        + String.join(", ", Notice.sample().fields().keySet()) + ", routing_key; correct it",
                cause);
    }

    String fill(Notice notice) {
        Map<String, String> fields = notice.fields();
        fields.put("routing_key", routingKey);
        return PLACEHOLDER
                .matcher(body)
                .replaceAll(found -> Matcher.quoteReplacement(escaped(fields.get(found.group(1)))));
    }

    private String escaped(String text) {
        String plain =
                entities ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : text;
        return new String(JsonStringEncoder.getInstance().quoteAsString(plain));
    }
}
