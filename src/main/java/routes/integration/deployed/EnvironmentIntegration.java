package routes.integration.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.integration.ConfigurationException;
import routes.integration.ManagedBy;
import routes.integration.NearMiss;
import routes.integration.type.EnvironmentForm;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.Parameter;

/**
 * The one integration that environment variables configure: {@code SIEM_TYPE} chooses the type, whose Kamelet has the entry that
 * an integrations file would have, see {@link EnvironmentForm}. Put into it, the variables' texts are read like anybody's
 * entry, so that references in them count; one that is empty is not set. Its id is made of the type's name, so that two words
 * for one type are one integration with one place in the journal.
 */
public final class EnvironmentIntegration {

    private static final String ID = "environment-";
    private static final String FILTER = "filter";
    private static final String FILTER_VARIABLE = EnvironmentForm.FILTER;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Za-z_][A-Za-z0-9_]*)(?::([^{}]*))?}}");

    private static final Pattern PORT = Pattern.compile(
            "0*(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])");

    private final String word;
    private final EnvironmentBatch batch;
    private final Map<String, String> environment;
    private final IntegrationTypes types;
    private final SecretReferences references;

    /** @param word the value of {@code SIEM_TYPE} */
    public EnvironmentIntegration(
            String word,
            EnvironmentBatch batch,
            Map<String, String> environment,
            IntegrationTypes types,
            Placeholders placeholders) {
        this.word = word.toLowerCase(Locale.ROOT);
        this.batch = batch;
        this.environment = environment;
        this.types = types;
        this.references = new SecretReferences(name -> placeholders.resolve(text(name)), placeholders);
    }

    /** @throws ConfigurationException naming every variable that is missing or wrong */
    DeployedEntry read() {
        IntegrationType type = type();
        ObjectNode form = type.environment().orElseThrow().entry();
        ObjectNode entry = form.deepCopy().put("type", type.name());
        List<String> errors = new ArrayList<>();
        for (Parameter parameter : type.parameters()) {
            List<String> missing = missing(parameter, form.path(parameter.field()));
            if (!missing.isEmpty()) {
                entry.remove(parameter.field());
            } else if (entry.path(parameter.field()).isTextual()) {
                entry.set(parameter.field(), parameter.typed(filled(entry.get(parameter.field()))));
            }
            if (type.required().contains(parameter.field())) {
                missing.forEach(variable -> errors.add(sentence(variable, parameter)));
            }
        }
        ports(form, errors);
        useless(form, errors);
        batch.writeTo(entry.putObject("batch"), errors);
        filter().ifPresent(filter -> entry.set(FILTER, filter));
        return new EntryReader(references, field -> isOfFilter(field) ? FILTER_VARIABLE : place(form.path(field)))
                .read(type, entry, errors)
                .map(draft -> new DeployedEntry(ID + type.name(), ManagedBy.ENVIRONMENT, draft))
                .orElseThrow(() -> new ConfigurationException(errors));
    }

    private IntegrationType type() {
        Map<String, IntegrationType> choices = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        types.all().forEach(type -> type.environment()
                .ifPresent(form -> form.words().forEach(choice -> choices.putIfAbsent(choice, type))));
        return Optional.ofNullable(choices.get(word)).orElseThrow(() -> {
            List<String> words = new ArrayList<>(choices.keySet());
            return new ConfigurationException(EnvironmentForm.CHOICE + " = " + word + ": expected one of "
                    + String.join(", ", words) + "."
                    + NearMiss.of(word, words)
                            .map(nearest -> " Did you mean " + nearest + "?")
                            .orElse(""));
        });
    }

    /** A pattern for a whole address would not tell a person which part of it is wrong. */
    private void ports(ObjectNode form, List<String> errors) {
        form.forEach(written -> variables(written)
                .map(found -> found.group(1))
                .filter(name -> name.endsWith("_PORT"))
                .filter(name -> !text(name).isEmpty() && !Placeholders.isIn(text(name)))
                .filter(name -> !PORT.matcher(text(name)).matches())
                .forEach(name -> errors.add(name + " = " + text(name) + ": expected a port from 1 to 65535.")));
    }

    /** Whoever sets one relies on it: events without the proxy or the authority he named go where he did not mean them to. */
    private void useless(ObjectNode form, List<String> errors) {
        List<String> used = new ArrayList<>();
        form.forEach(written -> variables(written)
                .flatMap(found -> Stream.of(found.group(1), found.group(1) + SecretReferences.FILE))
                .forEach(used::add));
        EnvironmentForm.SHARED.stream()
                .filter(name -> !used.contains(name) && !text(name).isEmpty())
                .sorted()
                .forEach(
                        name -> errors.add(
                                name + " is set, and " + EnvironmentForm.CHOICE + " = " + word
                                        + " has no use for it. Unset it, or make the integration in the file of SIEM_INTEGRATIONS_FILE."));
    }

    /** A fault in it is named by its place, such as {@code filter.or.0.tenant}. */
    private static boolean isOfFilter(String field) {
        return field.equals(FILTER) || field.startsWith(FILTER + ".");
    }

    /** What is no JSON stays a text, which the schema then refuses. */
    private Optional<JsonNode> filter() {
        String text = text(FILTER_VARIABLE);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException notJson) {
            return Optional.of(JSON.getNodeFactory().textNode(text));
        }
    }

    /** As it stands in the variable, references not resolved. */
    private String text(String variable) {
        return environment.getOrDefault(variable, "").strip();
    }

    /** The variables without which a field has no value. */
    private List<String> missing(Parameter parameter, JsonNode written) {
        return variables(written)
                .filter(found -> found.group(2) == null)
                .map(found -> found.group(1))
                .filter(name -> text(name).isEmpty())
                .filter(name -> !parameter.isSecret()
                        || text(name + SecretReferences.FILE).isEmpty())
                .toList();
    }

    private String filled(JsonNode written) {
        return VARIABLE.matcher(written.asText()).replaceAll(found -> {
            String text = text(found.group(1));
            return Matcher.quoteReplacement(text.isEmpty() ? found.group(2) : text);
        });
    }

    private String sentence(String variable, Parameter parameter) {
        return variable + " is not set, and " + EnvironmentForm.CHOICE + " = " + word + " needs it. "
                + parameter.schema().path("description").asText("")
                + (parameter.isSecret()
                        ? " Set it, or set " + variable + SecretReferences.FILE
                                + " to the path of a file that holds it."
                        : " Set it.");
    }

    /** The variables that a field is made of. */
    private static String place(JsonNode written) {
        String names = variables(written).map(found -> found.group(1)).collect(Collectors.joining(", "));
        return names.isEmpty() ? EnvironmentForm.CHOICE : names;
    }

    private static Stream<MatchResult> variables(JsonNode written) {
        String text = written.isObject() ? "{{env:" + written.path("env").asText() + "}}" : written.asText();
        return VARIABLE.matcher(text).results();
    }
}
