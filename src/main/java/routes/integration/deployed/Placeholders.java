package routes.integration.deployed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;
import routes.verdict.Retold;

/**
 * Resolves <code>{{function:name}}</code> in what whoever deploys the router wrote: <code>{{env:NAME}}</code>, or a vault's
 * <code>{{hashicorp:…}}</code> where its function is on the class path. Once: what a function answers is a value, whatever it
 * looks like. Never for what came through the API: it could fetch the router's own secrets.
 */
public final class Placeholders {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(\\?)?([A-Za-z][A-Za-z0-9-]*):([^{}]+)}}");

    private final CamelContext context;

    public Placeholders(CamelContext context) {
        this.context = context;
    }

    static boolean isIn(String text) {
        return text.contains("{{");
    }

    /** @throws IllegalArgumentException where there is no such value; the message quotes neither text nor value */
    String resolve(String text) {
        StringBuilder resolved = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        int from = 0;
        while (reference.find()) {
            resolved.append(plain(text.substring(from, reference.start())));
            resolved.append(value(reference.group(2), reference.group(3), reference.group(1) != null));
            from = reference.end();
        }
        return resolved.append(plain(text.substring(from))).toString();
    }

    private static String plain(String text) {
        if (isIn(text)) {
            throw new IllegalArgumentException(
                    "{{...}} is no reference. Write {{function:name}}, such as {{env:NAME}}.");
        }
        return text;
    }

    private String value(String function, String name, boolean optional) {
        String value;
        try {
            PropertiesFunction known = context.getPropertiesComponent().getPropertiesFunction(function);
            value = known == null ? null : known.apply(name);
        } catch (RuntimeException failed) {
            // its message may quote the name, which may have a default that is a secret
            throw unresolved(function, Retold.innermost(failed).getClass().getSimpleName(), failed);
        }
        if (value == null && !optional) {
            throw unresolved(function, "nothing of that name", null);
        }
        return value == null ? "" : value;
    }

    private static IllegalArgumentException unresolved(String function, String why, Throwable cause) {
        return new IllegalArgumentException(
                "{{" + function + ":...}} cannot be resolved (" + why
                        + "). Check its name, and that its function is on the class path and reaches its vault.",
                cause);
    }
}
