package routes.integration.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routes.integration.ConfigurationException;
import routes.integration.Draft;
import routes.integration.ManagedBy;
import routes.integration.NearMiss;
import routes.integration.type.EnvironmentForm;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.Parameter;
import routes.integration.type.Template;
import routes.integration.validation.Validation;
import routes.problem.Problem;

/**
 * The one integration that environment variables configure: {@code SIEM_TYPE} chooses the type, whose Kamelet says which
 * variables it takes, see {@link EnvironmentForm}. Its id is made of the type's name, so that two words for one type are one
 * integration with one place in the journal.
 */
public final class EnvironmentIntegration {

    private static final String ID = "environment-";

    private final String word;
    private final EnvironmentBatch batch;
    private final Map<String, String> environment;
    private final IntegrationTypes types;
    private final Placeholders placeholders;

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
        this.placeholders = placeholders;
    }

    /** @throws ConfigurationException naming every variable that is missing or wrong */
    DeployedEntry read() {
        IntegrationType type = type();
        EnvironmentForm form = type.environment().orElseThrow();
        EnvironmentVariables variables = new EnvironmentVariables(environment, placeholders);
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("type", type.name());
        Map<String, String> written = new LinkedHashMap<>();
        form.values().forEach((name, template) -> {
            Parameter parameter = parameter(type, name);
            fill(document, type, parameter, template, variables);
            if (document.has(parameter.field()) && !parameter.isSecret()) {
                template.fill(variables::written)
                        .filter(Placeholders::isIn)
                        .ifPresent(text -> written.put(parameter.field(), text));
            }
        });
        batch.writeTo(document.putObject("batch"), variables);
        if (variables.errors().isEmpty()) {
            Validation.check(type, document, document)
                    .listed()
                    .forEach(fault -> variables.refuse(sentence(type, form, fault)));
        }
        if (!variables.errors().isEmpty()) {
            throw new ConfigurationException(variables.errors());
        }
        return new DeployedEntry(ID + type.name(), ManagedBy.ENVIRONMENT, Draft.of(type, document, written));
    }

    private IntegrationType type() {
        Map<String, IntegrationType> choices = new LinkedHashMap<>();
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

    private static Parameter parameter(IntegrationType type, String name) {
        return type.parameters().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void fill(
            ObjectNode document,
            IntegrationType type,
            Parameter parameter,
            Template template,
            EnvironmentVariables variables) {
        Optional<String> value = template.fill(parameter.isSecret() ? variables::secret : variables::plain);
        if (value.isPresent()) {
            document.set(parameter.field(), typed(parameter, value.get()));
        } else if (type.required().contains(parameter.field())) {
            template.needed().stream()
                    .filter(variable -> !variables.isSet(variable))
                    .forEach(variable -> variables.refuse(missing(variable, parameter)));
        }
    }

    private String missing(String variable, Parameter parameter) {
        return variable + " is not set, and " + EnvironmentForm.CHOICE + " = " + word + " needs it. "
                + parameter.schema().path("description").asText("")
                + (parameter.isSecret()
                        ? " Set it, or set " + variable + EnvironmentVariables.FILE
                                + " to the path of a file that holds it."
                        : " Set it.");
    }

    /** A number or a truth as one, where the property is one and the text is; what is not is left to the schema to refuse. */
    private static JsonNode typed(Parameter parameter, String value) {
        String type = parameter.schema().path("type").asText();
        if (type.equals("integer") && value.matches("-?[0-9]{1,9}")) {
            return JsonNodeFactory.instance.numberNode(Integer.parseInt(value));
        }
        if (type.equals("boolean") && value.matches("true|false")) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
        }
        return JsonNodeFactory.instance.textNode(value);
    }

    private static String sentence(IntegrationType type, EnvironmentForm form, Problem.Fault fault) {
        String field = fault.pointer().replaceFirst("^/", "");
        return type.parameters().stream()
                        .filter(parameter -> parameter.field().equals(field))
                        .flatMap(parameter -> Optional.ofNullable(form.values().get(parameter.name())).stream())
                        .findFirst()
                        .map(template -> String.join(", ", template.names()))
                        .orElse(EnvironmentForm.CHOICE)
                + ": " + fault.detail();
    }
}
