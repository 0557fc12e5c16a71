package routes.integration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * Resolves {@code {{…}}} in what whoever deploys the router wrote, as Camel does: {@code {{env:NAME}}}, or a vault's
 * {@code {{hashicorp:…}}} where its function is on the class path. Never for what came through the API: it could fetch the
 * router's own secrets.
 */
public final class Placeholders {

    private static final Pattern FUNCTION = Pattern.compile("\\{\\{\\??([A-Za-z][A-Za-z0-9-]*):");

    private final CamelContext context;

    public Placeholders(CamelContext context) {
        this.context = context;
    }

    static boolean isIn(String text) {
        return text.contains("{{");
    }

    /** @throws IllegalArgumentException where there is no such value; the message quotes neither text nor value */
    String resolve(String text) {
        if (!isIn(text)) {
            return text;
        }
        try {
            return Optional.ofNullable(context.resolvePropertyPlaceholders(text))
                    .orElse("");
        } catch (RuntimeException unresolved) {
            // Camel's message quotes the text, which may have a default that is a secret.
            Matcher function = FUNCTION.matcher(text);
            String name = function.find() ? "{{" + function.group(1) + ":...}}" : "{{...}}";
            throw new IllegalArgumentException(
                    name + " cannot be resolved (" + root(unresolved).getClass().getSimpleName()
                            + "). Check its name, and that its function is on the class path and reaches its vault.",
                    unresolved);
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
