package routes.integration.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import routes.integration.Integration;
import routes.integration.type.IntegrationType;
import routes.integration.type.Parameter;
import routes.problem.Problem;

/** What keeps a stored secret from being overwritten by its own mask, and from being aimed at somebody else's server. */
final class SecretRules {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("[*•]+|x+|[\\[<(]?redacted[\\])>]?|sha256:[0-9a-f]{8}", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    private SecretRules() {}

    static List<Problem.Fault> placeholders(IntegrationType type, JsonNode sent) {
        return type.secrets().stream()
                .filter(secret -> PLACEHOLDER
                        .matcher(sent.path(secret.field()).asText(""))
                        .matches())
                .map(secret -> new Problem.Fault(
                        "/" + secret.field(),
                        "secret_placeholder",
                        "This is a placeholder, not a secret. Leave " + secret.field()
                                + " out to keep the one that is set, or send the new one.",
                        ""))
                .toList();
    }

    /**
     * Whoever may edit an integration must not be able to send its secret to a server of theirs, to a path that shows what it is sent,
     * in clear, or to whoever an authority of theirs vouches for. The Kamelet's annotation {@code siem.router/target} lists what
     * decides that.
     *
     * @param sent the request's body: a secret that is in it was entered again, or is being cleared
     */
    static List<Problem.Fault> newTarget(IntegrationType type, Integration before, JsonNode after, JsonNode sent) {
        Optional<Parameter> moved = type.settings().stream()
                .filter(Parameter::isTarget)
                .filter(parameter -> !target(parameter, before.settings().path(parameter.field()))
                        .equals(target(parameter, after.path(parameter.field()))))
                .findFirst();
        return moved.stream()
                .flatMap(parameter -> before.secrets().keySet().stream()
                        .filter(secret -> !sent.has(secret))
                        .map(secret -> new Problem.Fault(
                                "/" + secret,
                                "secret_required_for_new_target",
                                "With another " + parameter.field() + " " + secret
                                        + " would go elsewhere, or less protected. Send " + secret
                                        + " again, so that the one that is set is not given away.",
                                "")))
                .toList();
    }

    /** What counts of one that is not given is its default; {@code https://h} and {@code https://H:443/} are one address. */
    private static List<String> target(Parameter parameter, JsonNode given) {
        String text = given.isMissingNode() ? parameter.schema().path("default").asText("") : given.asText("");
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null) {
                return List.of(text);
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : USUAL_PORTS.getOrDefault(scheme, -1);
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return List.of(scheme, uri.getHost().toLowerCase(Locale.ROOT), Integer.toString(port), path);
        } catch (URISyntaxException notAnAddress) {
            return List.of(text);
        }
    }
}
