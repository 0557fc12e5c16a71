package routes.integration.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import routes.integration.Draft;
import routes.integration.type.IntegrationType;
import routes.integration.type.Parameter;
import routes.integration.validation.Validation;
import routes.problem.Problem;

/**
 * Reads what whoever deploys the router wrote for one integration: references are resolved, and then it is checked like one
 * that comes through the API.
 *
 * @param place by a field's name, where whoever reads a complaint finds it
 */
record EntryReader(SecretReferences references, UnaryOperator<String> place) {

    /** Codes of complaints that quote the value. */
    private static final Set<String> QUOTING = Set.of("unknown_value", "out_of_range");

    /**
     * @param document the fields of the API; what references stand for is put into it
     * @param errors takes a sentence for everything that is wrong; where it has one, nothing comes of the document
     */
    Optional<Draft> read(IntegrationType type, ObjectNode document, List<String> errors) {
        Map<String, String> written = new LinkedHashMap<>();
        for (Parameter parameter : type.parameters()) {
            if (document.has(parameter.field())) {
                try {
                    resolve(parameter, document, written);
                } catch (IllegalArgumentException unresolved) {
                    errors.add(place.apply(parameter.field()) + ": " + unresolved.getMessage());
                }
            }
        }
        if (errors.isEmpty()) {
            Validation.check(type, document, document)
                    .listed()
                    .forEach(fault -> errors.add(sentence(asWritten(fault, written))));
        }
        return errors.isEmpty() ? Optional.of(Draft.of(type, document, written)) : Optional.empty();
    }

    private void resolve(Parameter parameter, ObjectNode document, Map<String, String> written) {
        JsonNode value = document.get(parameter.field());
        if (parameter.isSecret()) {
            document.put(parameter.field(), references.resolve(value));
        } else if (value.isTextual() && Placeholders.isIn(value.asText())) {
            document.set(parameter.field(), parameter.typed(references.resolveText(value.asText())));
            written.put(parameter.field(), value.asText());
        }
    }

    /** A complaint that quotes a value, as a whole or its beginning, quotes what was written. */
    private static Problem.Fault asWritten(Problem.Fault fault, Map<String, String> written) {
        String text = written.get(field(fault));
        return text != null && QUOTING.contains(fault.code())
                ? new Problem.Fault(
                        fault.pointer(),
                        fault.code(),
                        "What " + text + " stands for is none of the values it may have.",
                        fault.suggestion())
                : fault;
    }

    private String sentence(Problem.Fault fault) {
        return place.apply(field(fault)) + ": " + fault.detail();
    }

    private static String field(Problem.Fault fault) {
        return fault.pointer().replaceFirst("^/", "").replace('/', '.');
    }
}
