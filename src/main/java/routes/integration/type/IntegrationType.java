package routes.integration.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an integration can be: one sink Kamelet.
 *
 * @param name such as {@code splunk_hec}: the Kamelet's label {@code siem.router/integration-type}
 * @param kamelet the Kamelet's name
 * @param template what Camel has it under: the Kamelet's name, or, from a folder, that of its version
 * @param parameters in the Kamelet's order
 * @param fromBatch the Kamelet's properties that are set from {@code batch}, see {@link FieldNames#FROM_BATCH}
 * @param required the fields of the parameters that must be given
 * @param batch what a request to such a destination holds unless the integration says otherwise
 * @param environment how variables configure one; empty where they cannot
 * @param addresses where it connects to, templates of properties' names; the first that has a value counts, none where it
 *     connects to nothing
 * @param credentialCodes the reasons, beside HTTP's own, that say a destination does not accept the credentials
 * @param folders the fields that name folders it writes to
 * @param refusesOlderThan the age from which it takes no event
 * @param schema of the body that creates such an integration; never changed
 */
public record IntegrationType(
        String name,
        String kamelet,
        String template,
        String title,
        String description,
        List<Parameter> parameters,
        List<String> fromBatch,
        List<String> required,
        BatchLimits batch,
        Optional<EnvironmentForm> environment,
        List<Template> addresses,
        Set<String> credentialCodes,
        List<String> folders,
        Optional<Duration> refusesOlderThan,
        ObjectNode schema) {

    IntegrationType from(String version) {
        return new IntegrationType(
                name,
                kamelet,
                version,
                title,
                description,
                parameters,
                fromBatch,
                required,
                batch,
                environment,
                addresses,
                credentialCodes,
                folders,
                refusesOlderThan,
                schema);
    }

    public List<Parameter> secrets() {
        return parameters.stream().filter(Parameter::isSecret).toList();
    }

    public List<Parameter> settings() {
        return parameters.stream().filter(parameter -> !parameter.isSecret()).toList();
    }

    public Optional<Parameter> secret(String field) {
        return secrets().stream()
                .filter(parameter -> parameter.field().equals(field))
                .findFirst();
    }
}
