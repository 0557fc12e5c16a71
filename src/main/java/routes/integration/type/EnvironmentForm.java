package routes.integration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an integration of one type is configured by environment variables, as its Kamelet's annotations say: the words of
 * {@code SIEM_TYPE} that choose the type, and what the integrations file would have for it.
 *
 * <pre>
 * siem.router/siem-type: "syslog"
 * siem.router/environment: |-
 *   url: "syslog+udp://{{env:SYSLOG_HOST}}:{{env:SYSLOG_PORT:514}}"
 *   facility: "{{env:SYSLOG_FACILITY:16}}"
 * </pre>
 *
 * @param entry the integration's fields, secrets as {@code {env: NAME}}; never changed
 */
public record EnvironmentForm(Set<String> words, ObjectNode entry) {

    public static final String CHOICE = "SIEM_TYPE";

    /** Which events, for every type. */
    public static final String FILTER = "SIEM_FILTER";

    /** Variables that mean the same for each type whose Kamelet names them. */
    public static final Set<String> SHARED = Set.of(
            "SIEM_CA_FILE",
            "SIEM_CLIENT_CERTIFICATE_FILE",
            "SIEM_CLIENT_KEY_FILE",
            "SIEM_PROXY_URL",
            "SIEM_PROXY_SECRET",
            "SIEM_PROXY_SECRET_FILE");

    /**
     * @return empty where neither annotation is there, and so the type cannot be configured like that
     * @throws IllegalArgumentException where they are not of this form
     */
    static Optional<EnvironmentForm> read(Set<String> words, JsonNode entry, List<Parameter> parameters) {
        if (words.isEmpty() && entry.isMissingNode()) {
            return Optional.empty();
        }
        if (words.isEmpty() || !entry.isObject()) {
            throw new IllegalArgumentException(
                    "expected the words of " + CHOICE + " in the one, and in the other fields with"
                            + " their values in YAML, such as url: \"{{env:NAME}}\"");
        }
        entry.properties().forEach(field -> {
            if (parameters.stream().noneMatch(parameter -> takes(parameter, field.getKey(), field.getValue()))) {
                throw new IllegalArgumentException("field " + field.getKey()
                        + ": expected the field of a property with one value, {env: NAME} where it is a secret");
            }
        });
        return Optional.of(new EnvironmentForm(words, (ObjectNode) entry));
    }

    private static boolean takes(Parameter parameter, String field, JsonNode value) {
        return parameter.field().equals(field)
                && (parameter.isSecret()
                        ? value.size() == 1 && value.path("env").isTextual()
                        : value.isValueNode());
    }
}
