package routes.integration.type;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import routes.verdict.BentVerdicts;

/**
 * Makes an integration type of a sink Kamelet. What is read, beside the definition's title, description, required and
 * properties (Kamelet custom resource, {@code camel.apache.org/v1}); the properties {@code maxEvents} and {@code maxBytes} are set
 * from {@code batch} and are no fields of their own:
 *
 * <table>
 * <caption>labels and annotations</caption>
 * <tr><td>label {@code siem.router/integration-type}</td><td>the type's name; a Kamelet without it is no type</td></tr>
 * <tr><td>annotation {@code siem.router/batch.max-events}, {@code .max-bytes}, {@code .max-wait-ms}</td>
 *     <td>the type's own defaults</td></tr>
 * <tr><td>annotation {@code siem.router/in-flight}</td><td>how many requests may be under way at once, 1 to 64 or {@code auto};
 *     one unless given, and 1 is the most where it says 1</td></tr>
 * <tr><td>annotation {@code siem.router/refuses-older-than}</td><td>the age from which the destination takes no event, such as
 *     {@code 18h}; a replay's dry run counts those</td></tr>
 * <tr><td>annotation {@code siem.router/target}</td><td>the properties that say where secrets are sent to, or, named
 *     {@code ...File}, who may be there, comma between; {@code url} unless given</td></tr>
 * <tr><td>annotation {@code siem.router/address}</td><td>where the connection test connects to, a text with properties' names
 *     in it, such as {@code https://logs.${site}}; <code>${url}</code> unless given. Of several lines the first counts
 *     whose names all have values</td></tr>
 * <tr><td>annotation {@code siem.router/credential-codes}</td><td>the codes of reasons that say the destination does not accept
 *     the credentials, comma between, beside HTTP's 401, 403 and 407</td></tr>
 * <tr><td>annotation {@code siem.router/folders}</td><td>the properties that name folders it writes to, comma between: the
 *     operator says which may be</td></tr>
 * <tr><td>annotation {@code siem.router/verdicts}</td><td>replies that mean something of their own at such destinations, see
 *     {@link BentVerdicts}; one integration may say otherwise</td></tr>
 * <tr><td>annotation {@code siem.router/checks}</td><td>what looks at a property's text beside its schema, see
 *     {@link ParameterChecks}</td></tr>
 * <tr><td>annotations {@code siem.router/siem-type} and {@code siem.router/environment}</td><td>how environment variables
 *     configure one, see {@link EnvironmentForm}</td></tr>
 * </table>
 */
final class KameletReader {

    private static final String PREFIX = "siem.router/";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private KameletReader() {}

    /**
     * @return empty where the Kamelet is not an integration type
     * @throws IllegalArgumentException where it says that it is one, but cannot be; the message says why
     */
    static Optional<IntegrationType> read(byte[] kamelet) {
        JsonNode root = parse(kamelet);
        String type =
                root.at("/metadata/labels").path(PREFIX + "integration-type").asText("");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (!type.matches("[a-z][a-z0-9_]{0,39}")) {
            throw new IllegalArgumentException("label " + PREFIX + "integration-type = " + type
                    + ": expected up to 40 lower-case letters, digits and underscores");
        }
        JsonNode annotations = root.at("/metadata/annotations");
        JsonNode definition = root.at("/spec/definition");
        List<Parameter> parameters = parameters(
                definition.path("properties"),
                names(annotations, "target", "url"),
                new ParameterUse(root.at("/spec/template")),
                new ParameterChecks(annotations.path(PREFIX + "checks").asText("")));
        List<String> required = new ArrayList<>();
        definition.path("required").forEach(name -> required.add(FieldNames.toField(name.asText())));
        BatchLimits batch = batch(annotations);
        String title = definition.path("title").asText(type);
        String description = definition.path("description").asText("");
        ObjectNode schema =
                IntegrationSchema.of(type, title, description, parameters, required, batch, verdicts(annotations));
        String name = root.at("/metadata/name").asText("");
        List<String> fromBatch = FieldNames.FROM_BATCH.keySet().stream()
                .filter(definition.path("properties")::has)
                .toList();
        return Optional.of(new IntegrationType(
                type,
                name,
                name,
                title,
                description,
                parameters,
                fromBatch,
                required,
                batch,
                environment(annotations, parameters),
                addresses(annotations, parameters),
                names(annotations, "credential-codes", ""),
                names(annotations, "folders", "").stream()
                        .map(FieldNames::toField)
                        .toList(),
                oldest(annotations),
                schema));
    }

    /** The Kamelet's own name; an empty text where it has none that can be read. */
    static String name(byte[] kamelet) {
        try {
            return parse(kamelet).at("/metadata/name").asText("");
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    private static JsonNode parse(byte[] kamelet) {
        try {
            return YAML.readTree(kamelet);
        } catch (JsonProcessingException broken) {
            // its own words would quote the file, in which a password may stand
            JsonLocation place = broken.getLocation();
            throw new IllegalArgumentException(
                    "not YAML: line " + place.getLineNr() + ", column " + place.getColumnNr(), broken);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("not YAML", unreadable);
        }
    }

    private static List<Parameter> parameters(
            JsonNode properties, Set<String> targets, ParameterUse use, ParameterChecks checks) {
        List<Parameter> parameters = new ArrayList<>();
        properties.properties().forEach(property -> {
            String name = property.getKey();
            if (FieldNames.FROM_BATCH.containsKey(name)) {
                return;
            }
            String field = FieldNames.toField(name);
            if (FieldNames.isReserved(field)) {
                throw new IllegalArgumentException("property " + name + ": its field would be " + field
                        + ", which every integration has; expected another name");
            }
            boolean secret =
                    "password".equals(property.getValue().path("format").asText());
            ObjectNode schema = ParameterSchema.of(name, property.getValue());
            parameters.add(new Parameter(
                    name, field, schema, secret, targets.contains(name), use.isNeverEvaluated(name), checks.of(name)));
        });
        return parameters;
    }

    private static Set<String> names(JsonNode annotations, String annotation, String otherwise) {
        String names = annotations.path(PREFIX + annotation).asText(otherwise);
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Template> addresses(JsonNode annotations, List<Parameter> parameters) {
        List<Template> addresses = annotations
                .path(PREFIX + "address")
                .asText("${url}")
                .lines()
                .map(Template::new)
                .toList();
        List<String> known = parameters.stream().map(Parameter::name).toList();
        for (Template address : addresses) {
            if (annotations.has(PREFIX + "address") && !(address.isWhole() && known.containsAll(address.names()))) {
                throw new IllegalArgumentException("annotation " + PREFIX + "address = " + address.text()
                        + ": expected an address, properties' names in it as ${name}");
            }
        }
        return addresses;
    }

    private static Optional<EnvironmentForm> environment(JsonNode annotations, List<Parameter> parameters) {
        JsonNode text = annotations.path(PREFIX + "environment");
        try {
            JsonNode entry = text.isMissingNode() ? text : YAML.readTree(text.asText());
            return EnvironmentForm.read(names(annotations, "siem-type", ""), entry, parameters);
        } catch (IOException | IllegalArgumentException wrong) {
            String why = wrong instanceof IOException ? "not YAML" : wrong.getMessage();
            throw new IllegalArgumentException(
                    "annotations " + PREFIX + "siem-type and " + PREFIX + "environment: " + why, wrong);
        }
    }

    private static BatchLimits batch(JsonNode annotations) {
        return new BatchLimits(
                number(annotations, "batch.max-events", BatchLimits.DEFAULT.maxEvents()),
                number(annotations, "batch.max-bytes", BatchLimits.DEFAULT.maxBytes()),
                number(annotations, "batch.max-wait-ms", BatchLimits.DEFAULT.maxWaitMillis()),
                inFlight(annotations));
    }

    private static String inFlight(JsonNode annotations) {
        String text = annotations.path(PREFIX + "in-flight").asText(BatchLimits.DEFAULT.inFlight());
        if (!text.matches("auto|single|[1-9]|[1-5][0-9]|6[0-4]")) {
            throw new IllegalArgumentException(
                    "annotation " + PREFIX + "in-flight = " + text + ": expected a number from 1 to 64, or auto");
        }
        return text;
    }

    private static Optional<Duration> oldest(JsonNode annotations) {
        String text = annotations.path(PREFIX + "refuses-older-than").asText("");
        if (!text.isEmpty() && !text.matches("[1-9][0-9]{0,5}h")) {
            throw new IllegalArgumentException(
                    "annotation " + PREFIX + "refuses-older-than = " + text + ": expected hours, such as 18h");
        }
        return Optional.of(text)
                .filter(given -> !given.isEmpty())
                .map(hours -> Duration.ofHours(Long.parseLong(hours.substring(0, hours.length() - 1))));
    }

    private static String verdicts(JsonNode annotations) {
        String text = annotations.path(PREFIX + "verdicts").asText("");
        try {
            BentVerdicts.parse(text, names(annotations, "credential-codes", ""));
            return text;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("annotation " + PREFIX + wrong.getMessage(), wrong);
        }
    }

    private static int number(JsonNode annotations, String name, int otherwise) {
        String text = annotations.path(PREFIX + name).asText("");
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "annotation " + PREFIX + name + " = " + text + ": expected a whole number", notANumber);
        }
    }
}
