package routes.server;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Camel has HTTP servers of its own that its variables and properties switch on, on addresses and paths that nothing here checks.
 * They stay off, and whoever sets one is told at the start.
 */
public final class OtherServers {

    private static final List<String> PREFIXES = List.of("camel.server.", "camel.management.");

    private OtherServers() {}

    /**
     * @param names of environment variables and of Java system properties; Camel takes either form, in any case
     * @return a sentence for each that would start another server, or move this one
     */
    public static List<String> refusals(Collection<String> names) {
        return names.stream()
                .filter(name -> isOfAServer(name.toLowerCase(Locale.ROOT)))
                .sorted()
                .map(name -> name + " has no place here: the router listens on SIEM_HTTP_HOST and SIEM_HTTP_PORT"
                        + " and nowhere else. Set those, and leave " + name + " out.")
                .toList();
    }

    private static boolean isOfAServer(String name) {
        String key = name.replace('_', '.').replace('-', '.');
        return Stream.of(key, key.replaceFirst("^camel\\.main\\.", "camel."))
                .anyMatch(form -> PREFIXES.stream().anyMatch(form::startsWith));
    }
}
