package routes.integration.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import routes.integration.Draft;
import routes.integration.Faults;
import routes.integration.Integration;
import routes.integration.NearMiss;
import routes.integration.Problems;
import routes.integration.type.FieldNames;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.problem.Problem;

/** Makes a document of what a client sent, and lets it through only where nothing is wrong with it. */
public final class Changes {

    /** Letters that are enough of a type's beginning. */
    private static final int SHORTEST = 4;

    private Changes() {}

    public static IntegrationType typeOf(IntegrationTypes types, ObjectNode body) {
        List<String> known = types.all().stream().map(IntegrationType::name).toList();
        if (!body.path("type").isTextual()) {
            throw Problems.invalid(
                    "/type", "required", "type is missing. It can be " + String.join(", ", known) + ".", "");
        }
        String name = body.get("type").asText();
        return types.named(name).orElseThrow(() -> {
            String nearest = probably(name, types, known);
            return Problems.invalid(
                    "/type",
                    "unknown_type",
                    "There is no such type."
                            + (nearest.isEmpty()
                                    ? " It can be " + String.join(", ", known) + "."
                                    : " Did you mean " + nearest + "?"),
                    nearest);
        });
    }

    /** By what {@code SIEM_TYPE} calls it, by the beginning of its name, or by its letters; empty where none is near. */
    private static String probably(String word, IntegrationTypes types, List<String> known) {
        String name = word.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return types.all().stream()
                .filter(type -> type.environment()
                        .filter(form -> form.words().contains(name))
                        .isPresent())
                .map(IntegrationType::name)
                .findFirst()
                .or(() -> known.stream()
                        .filter(type ->
                                name.length() >= SHORTEST && (type.startsWith(name) || name.startsWith(type + "_")))
                        .findFirst())
                .or(() -> NearMiss.of(word, known))
                .orElse("");
    }

    public static Draft created(IntegrationType type, ObjectNode body) {
        Faults errors = Validation.check(type, body, body);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return Draft.of(type, body);
    }

    /** What stays when it is left out: the type, the state (pausing is no setting), where it started, and the secrets. */
    public static ObjectNode replacement(Integration before, ObjectNode body) {
        ObjectNode document = withoutReadOnly(body);
        ObjectNode kept = before.document();
        before.secrets().keySet().stream()
                .filter(secret -> !document.has(secret))
                .forEach(secret -> document.set(secret, kept.get(secret)));
        for (String field : List.of("type", "state", "start_from")) {
            if (!document.has(field) && kept.has(field)) {
                document.set(field, kept.get(field));
            }
        }
        return document;
    }

    public static ObjectNode patched(Integration before, ObjectNode patch) {
        ObjectNode document = before.document();
        MergePatch.apply(document, withoutReadOnly(patch));
        return document;
    }

    /** @param sent what came with this request, of which {@code document} is the outcome */
    public static Draft checked(IntegrationType type, Integration before, ObjectNode document, JsonNode sent) {
        Faults errors = Validation.check(type, document, sent);
        String start = before.settings().path("start_from").asText("now");
        if (!document.path("start_from").asText("now").equals(start)) {
            errors.add(() -> new Problem.Fault(
                    "/start_from",
                    "immutable",
                    "start_from says where a new integration begins and cannot be changed.",
                    start));
        }
        errors.addAll(SecretRules.newTarget(type, before, document, sent));
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return Draft.of(type, document);
    }

    private static ObjectNode withoutReadOnly(ObjectNode body) {
        ObjectNode document = body.deepCopy();
        document.remove(FieldNames.READ_ONLY);
        return document;
    }
}
