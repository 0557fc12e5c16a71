package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routes.openapi.ApiDocument;

/**
 * Holds answers against {@code api/openapi.yaml}: the call has to be there, and its status, its media type and what the body says. The
 * clients of the tests ask it about whatever they get.
 */
public final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectNode DOCUMENT = ApiDocument.read(role -> role).json();
    /** What else is in the document is no schema. */
    private static final JsonSchemaFactory SCHEMA_FACTORY = JsonSchemaFactory.builder(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
            .metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .unknownKeywordFactory((keyword, other) -> new NonValidationKeyword(keyword))
                    .build())
            .build();

    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Pattern CONTENT_TYPE = Pattern.compile("(?im)^content-type: *(.*?)\r?$");
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    /** @param response of the product; what routes of a test's own answer at paths of their own is not looked at */
    public static void check(HttpResponse<String> response) {
        check(
                response.request().method(),
                response.request().uri().getRawPath(),
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(""),
                response.body());
    }

    /** @param answer as it came over a connection that was closed after it */
    static void check(String method, String target, String answer) {
        String[] parts = answer.split("\r\n\r\n", 2);
        Matcher type = CONTENT_TYPE.matcher(parts[0]);
        check(
                method,
                target.replaceFirst("\\?.*", ""),
                RawRequest.status(answer),
                type.find() ? type.group(1) : "",
                parts[0].toLowerCase(Locale.ROOT).contains("\ntransfer-encoding: chunked")
                        ? joined(parts[1])
                        : parts[1]);
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        String rest = chunks;
        for (int size = size(rest); size > 0; size = size(rest)) {
            int begin = rest.indexOf("\r\n") + 2;
            body.append(rest, begin, begin + size);
            rest = rest.substring(begin + size + 2);
        }
        return body.toString();
    }

    private static int size(String chunks) {
        return Integer.parseInt(chunks.substring(0, chunks.indexOf("\r\n")), 16);
    }

    /**
     * @param path without the query
     * @param type the header Content-Type; empty where there is none
     */
    static void check(String method, String path, int status, String type, String body) {
        if (!isOurs(path)) {
            return;
        }
        String call = method + " " + path + " answered " + status;
        String responses = responses(method, path);
        JsonNode named = DOCUMENT.at(responses + "/" + status);
        assertThat(named.isMissingNode())
                .as("%s, which api/openapi.yaml does not name at %s; said was %s", call, responses, body)
                .isFalse();
        String response = named.has("$ref") ? named.get("$ref").asText().substring(1) : responses + "/" + status;
        JsonNode content = DOCUMENT.at(response).path("content");
        if (content.isMissingNode()) {
            assertThat(body)
                    .as(call + " with a body, which api/openapi.yaml does not name")
                    .isEmpty();
            return;
        }
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        assertThat(content.fieldNames()).toIterable().as(call + " in what form").contains(media);
        if (method.equals("HEAD")) {
            assertThat(body).as(call).isEmpty();
            return;
        }
        String schema = response + "/content/" + escaped(media);
        if (content.path(media).has("x-line")) {
            body.lines().forEach(line -> validate(call, schema + "/x-line", line));
        } else if (!media.startsWith("text/")) {
            validate(call, schema + "/schema", body);
        }
    }

    private static void validate(String call, String schema, String body) {
        JsonSchema made = SCHEMAS.computeIfAbsent(
                schema, pointer -> SCHEMA_FACTORY.getSchema(DOCUMENT.deepCopy().put("$ref", "#" + pointer), STRICT));
        try {
            assertThat(made.validate(JSON.readTree(body)))
                    .as("%s: %s", call, body)
                    .isEmpty();
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(call + " with what is not JSON: " + body, malformed);
        }
    }

    /** Where the answers to a call stand; those to any call where the document does not name it. */
    private static String responses(String method, String path) {
        List<String> items = DOCUMENT.get("paths").properties().stream()
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(key -> key.contains("{")))
                .filter(key -> path.matches(key.replaceAll("\\{[a-z]+}", "[^/]+") + "/?"))
                .map(key -> "/paths/" + escaped(key) + "/" + method.toLowerCase(Locale.ROOT))
                .toList();
        return items.stream()
                .filter(operation -> !DOCUMENT.at(operation).isMissingNode())
                .findFirst()
                .map(operation -> operation + "/responses")
                .orElse(items.isEmpty() ? "/x-answers/other-path" : "/x-answers/other-method");
    }

    private static boolean isOurs(String path) {
        return Stream.of("/api/", "/health/", "/metrics").anyMatch(path::startsWith);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
