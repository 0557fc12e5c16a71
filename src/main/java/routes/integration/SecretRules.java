package routes.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
     * Whoever may edit an integration must not be able to send its secret to a server of theirs.
     *
     * @param sent the request's body: a secret that is in it was entered again, or is being cleared
     */
    static List<Problem.Fault> newTarget(IntegrationType type, Integration before, JsonNode after, JsonNode sent) {
        Optional<Parameter> moved = type.settings().stream()
                .filter(Parameter::isTarget)
                .filter(parameter -> !target(before.settings().path(parameter.field()))
                        .equals(target(after.path(parameter.field()))))
                .findFirst();
        return moved.stream()
                .flatMap(parameter -> before.secrets().keySet().stream()
                        .filter(secret -> !sent.has(secret))
                        .map(secret -> new Problem.Fault(
                                "/" + secret,
                                "secret_required_for_new_target",
                                "A new " + parameter.field() + " is another server. Send " + secret
                                        + " again, so that the one that is set is not given to it.",
                                "")))
                .toList();
    }

    /** Another path is the same server; {@code https://h} and {@code https://h:443} are the same server. */
    private static List<String> target(JsonNode address) {
        String text = address.asText("");
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null) {
                return List.of(text);
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : USUAL_PORTS.getOrDefault(scheme, -1);
            return Stream.of(scheme, uri.getHost().toLowerCase(Locale.ROOT), Integer.toString(port))
                    .toList();
        } catch (URISyntaxException notAnAddress) {
            return List.of(text);
        }
    }
}
