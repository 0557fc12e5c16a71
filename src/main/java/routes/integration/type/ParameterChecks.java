package routes.integration.type;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a JSON schema cannot say of a property's text, as the Kamelet's annotation has it: the name of a class for each, which is a {@link
 * Consumer} of texts and throws {@link IllegalArgumentException} with a sentence where one cannot be used. It is never asked about
 * secrets, whose texts a sentence could quote.
 *
 * <pre>siem.router/checks: "extensions=routes.destination.cef.CefExtensions"</pre>
 */
final class ParameterChecks {

    private final Map<String, Consumer<String>> checks = new HashMap<>();

    /** @throws IllegalArgumentException where the annotation names no such class */
    ParameterChecks(String annotation) {
        for (String entry : annotation.isBlank() ? new String[0] : annotation.split(",", -1)) {
            String[] sides = entry.strip().split("=", -1);
            if (sides.length != 2) {
                throw wrong(entry, null);
            }
            checks.put(sides[0], check(entry, sides[1]));
        }
    }

    Consumer<String> of(String property) {
        return checks.getOrDefault(property, ParameterChecks::pass);
    }

    /** Of a property without a check. */
    private static void pass(String text) {}

    private static Consumer<String> check(String entry, String name) {
        try {
            Consumer<?> made = Class.forName(name)
                    .asSubclass(Consumer.class)
                    .getDeclaredConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked")
            Consumer<String> check = (Consumer<String>) made;
            return check;
        } catch (ReflectiveOperationException | ClassCastException unusable) {
            throw wrong(entry, unusable);
        }
    }

    private static IllegalArgumentException wrong(String entry, Throwable cause) {
        return new IllegalArgumentException(
                "annotation siem.router/checks, " + entry.strip()
                        + ": expected property=class, a public java.util.function.Consumer that can be made without arguments",
                cause);
    }
}
