package routes.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an integration can be: one sink Kamelet.
 *
 * @param name such as {@code splunk_hec}: the Kamelet's label {@code siem.router/integration-type}
 * @param kamelet the Kamelet's name
 * @param parameters in the Kamelet's order
 * @param fromBatch the Kamelet's properties that are set from {@code batch}, see {@link FieldNames#FROM_BATCH}
 * @param required the fields of the parameters that must be given
 * @param batch what a request to such a destination holds unless the integration says otherwise
 * @param refusesOlderThan the age from which it takes no event
 * @param schema of the body that creates such an integration; never changed
 */
public record IntegrationType(
        String name,
        String kamelet,
        String title,
        String description,
        List<Parameter> parameters,
        List<String> fromBatch,
        List<String> required,
        BatchLimits batch,
        Optional<Duration> refusesOlderThan,
        ObjectNode schema) {

    List<Parameter> secrets() {
        return parameters.stream().filter(Parameter::isSecret).toList();
    }

    List<Parameter> settings() {
        return parameters.stream().filter(parameter -> !parameter.isSecret()).toList();
    }

    Optional<Parameter> secret(String field) {
        return secrets().stream()
                .filter(parameter -> parameter.field().equals(field))
                .findFirst();
    }
}
