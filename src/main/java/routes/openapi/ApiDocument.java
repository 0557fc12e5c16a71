package routes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The HTTP interface as {@code api/openapi.yaml} says it, OpenAPI 3.1. */
public final class ApiDocument {

    /** What a caller needs for an operation: a role's word, or {@code anyone}. */
    private static final String ROLE = "x-role";

    private static final int MOST_ALIASES = 200;

    /** HEAD is no call of its own: it is answered as GET is. */
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final Pattern PROBLEM = Pattern.compile("Problem\\d{3}");

    private static final ObjectNode FILE = load();

    private final ObjectNode root;

    private ApiDocument(ObjectNode root) {
        this.root = root;
    }

    /** @param settings gives the values of the settings that stand in it as placeholders */
    public static ApiDocument read(UnaryOperator<String> settings) {
        ObjectNode root = FILE.deepCopy();
        root.get("paths").forEach(path -> path.forEach(operation -> open(operation, settings)));
        return new ApiDocument(root);
    }

    /** The problems that there are, by code. */
    public static Map<String, ProblemKind> problems() {
        Map<String, ProblemKind> problems = new HashMap<>();
        FILE.at("/components/schemas").properties().stream()
                .filter(schema -> PROBLEM.matcher(schema.getKey()).matches())
                .forEach(schema -> schema.getValue()
                        .at("/properties/code/oneOf")
                        .forEach(code -> problems.put(code.get("const").asText(), kind(schema.getKey(), code))));
        return problems;
    }

    private static ProblemKind kind(String schema, JsonNode code) {
        return new ProblemKind(
                Integer.parseInt(schema.substring("Problem".length())),
                code.get("title").asText());
    }

    private static ObjectNode load() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try (InputStream file = ApiDocument.class.getResourceAsStream("/api/openapi.yaml")) {
            // Jackson's reader of YAML knows neither anchors nor merges
            Object yaml = new Yaml(new SafeConstructor(options)).load(file);
            return new ObjectMapper().valueToTree(yaml);
        } catch (IOException broken) {
            throw new UncheckedIOException("api/openapi.yaml cannot be read from the jar", broken);
        }
    }

    /** Says in OpenAPI's own words where no token is needed. */
    private static void open(JsonNode part, UnaryOperator<String> settings) {
        if (part instanceof ObjectNode operation && operation.has(ROLE)) {
            String role = settings.apply(operation.get(ROLE).asText());
            operation.put(ROLE, role);
            if (role.equals("anyone")) {
                operation.putArray("security");
            }
        }
    }

    /** A copy. */
    public ObjectNode json() {
        return root.deepCopy();
    }

    /**
     * In the order in which they have to be looked at: a path that matches literally counts before one with a place in it (OpenAPI 3.1,
     * Paths Object).
     */
    public List<ApiCall> calls() {
        List<ApiCall> calls = new ArrayList<>();
        root.get("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method -> calls.add(call(path.getKey(), method, path.getValue()))));
        calls.sort(Comparator.comparing(call -> call.path().contains("{")));
        return calls;
    }

    /** By the id of each call, the names that its query may hold, in the document's order. */
    public Map<String, Set<String>> queryParameters() {
        Map<String, Set<String>> byCall = new HashMap<>();
        root.get("paths").forEach(path -> METHODS.stream()
                .filter(path::has)
                .map(path::get)
                .forEach(operation -> {
                    Set<String> names = new LinkedHashSet<>();
                    for (JsonNode parameters : List.of(path.path("parameters"), operation.path("parameters"))) {
                        parameters.forEach(parameter -> addQuery(parameter, names));
                    }
                    byCall.put(operation.get("operationId").asText(), names);
                }));
        return byCall;
    }

    private void addQuery(JsonNode parameter, Set<String> names) {
        JsonNode meant =
                parameter.has("$ref") ? root.at(parameter.get("$ref").asText().substring(1)) : parameter;
        if (meant.path("in").asText().equals("query")) {
            names.add(meant.get("name").asText());
        }
    }

    private static ApiCall call(String path, String method, JsonNode methods) {
        JsonNode operation = methods.get(method);
        return new ApiCall(
                operation.get("operationId").asText(),
                path,
                method.equals("get") && methods.has("head") ? "GET,HEAD" : method.toUpperCase(Locale.ROOT),
                operation.get(ROLE).asText(),
                operation.get("summary").asText());
    }
}
