package routes.destination.net;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The forward proxies that the environment names, for destinations that name none: {@code HTTPS_PROXY} for {@code https},
 * {@code HTTP_PROXY} for {@code http}, and {@code NO_PROXY} for those that are reached without one, each in lower case too, as curl
 * and others read them. In lower case they count first. This machine itself is never reached through a proxy.
 */
public final class ProxyVariables {

    /** Of it in Camel's registry. */
    public static final String NAME = "proxyVariables";

    /** What a variable may hold; user and password percent-encoded, the scheme {@code http} unless it is said. */
    private static final Pattern FORM =
            Pattern.compile("(?i:http://)?(?:([^@/\\s]+)@)?((?:\\[[^]\\s]+]|[^/:?#@\\s\\[\\]]+)(?::[0-9]{1,5})?)/?");

    /**
     * A proxy.
     *
     * @param url {@code http://host:port}, or without the port
     * @param credentials {@code user:password}, or an empty text
     */
    public record Proxy(String url, String credentials) {

        /** Without the credentials. */
        @Override
        public String toString() {
            return url;
        }
    }

    private final Map<String, Proxy> proxies = new TreeMap<>();
    private final ProxyExceptions exceptions;

    /**
     * @param environment as {@link System#getenv()} gives it
     * @throws IllegalArgumentException naming the variable that holds no address of a proxy, and not what it holds
     */
    public ProxyVariables(Map<String, String> environment) {
        for (String scheme : List.of("http", "https")) {
            String variable = scheme + "_proxy";
            String text = text(environment, variable);
            if (!text.isEmpty()) {
                proxies.put(scheme, proxy(variable, text));
            }
        }
        exceptions = new ProxyExceptions(text(environment, "no_proxy"));
    }

    /** Those that the router was started with; none where a Kamelet runs in a Camel without a router. */
    public static ProxyVariables of(CamelContext context) {
        ProxyVariables found = context.getRegistry().lookupByNameAndType(NAME, ProxyVariables.class);
        return found == null ? new ProxyVariables(Map.of()) : found;
    }

    /** Why the router must not start: to go past a proxy that cannot be read is nothing that anybody asked for. */
    public static List<String> refusals(Map<String, String> environment) {
        try {
            new ProxyVariables(environment);
            return List.of();
        } catch (IllegalArgumentException unreadable) {
            return List.of(unreadable.getMessage());
        }
    }

    /**
     * The proxy for a destination; empty where it is reached without one.
     *
     * @param scheme in any case
     * @param host an IPv6 address without its brackets
     * @param port -1 for the scheme's usual one
     */
    public Optional<Proxy> of(String scheme, String host, int port) {
        String wanted = scheme.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(proxies.get(wanted))
                .filter(proxy -> !isHere(host) && !exceptions.hold(host, port < 0 ? usualPort(wanted) : port));
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static boolean isHere(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || HostRules.literal(host)
                        .filter(address -> address.isLoopbackAddress() || address.isAnyLocalAddress())
                        .isPresent();
    }

    private static String text(Map<String, String> environment, String variable) {
        return Stream.of(variable, variable.toUpperCase(Locale.ROOT))
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Proxy proxy(String variable, String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw unreadable(variable);
        }
        String peer = parts.group(2);
        boolean hasPort = peer.matches(".*:[0-9]+");
        String host = hasPort ? peer.substring(0, peer.lastIndexOf(':')) : peer;
        try {
            HostRules.check(variable, host, hasPort ? peer.substring(host.length() + 1) : null);
            return new Proxy("http://" + peer, parts.group(1) == null ? "" : decoded(parts.group(1)));
        } catch (IllegalArgumentException noHost) {
            throw unreadable(variable);
        }
    }

    /** RFC 3986 section 2.1, where a plus sign is itself. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException unreadable(String variable) {
        return new IllegalArgumentException(variable.toUpperCase(Locale.ROOT) + " (or " + variable
                + ") is not the address of a proxy that speaks HTTP: expected one such as http://proxy.example.com:3128 or"
                + " http://user:password@proxy.example.com:3128, with what is no letter or digit in user and password"
                + " percent-encoded. Correct it, or unset it and set proxy_url where an integration needs one.");
    }
}
