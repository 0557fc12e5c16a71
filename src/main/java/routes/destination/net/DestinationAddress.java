package routes.destination.net;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a connection goes to.
 *
 * @param host a name or an address, an IPv6 address without its brackets
 * @param port -1 where the address has none and its scheme no usual one
 */
public record DestinationAddress(String scheme, String host, int port) {

    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*)://(?:\\[([^]]+)]|([^/:?#@\\[\\]]+))(?::([0-9]{1,5}))?(?:[/?#].*)?");
    /** RFC 9110 for HTTP; for syslog as {@link routes.destination.syslog.SyslogAddress}. */
    private static final Map<String, Integer> USUAL_PORTS =
            Map.of("http", 80, "https", 443, "syslog", 514, "syslog+udp", 514, "syslog+tls", 6514);

    /** Empty where the text is no address of a host. */
    public static Optional<DestinationAddress> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        String host = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
        int port = matcher.group(4) == null ? USUAL_PORTS.getOrDefault(scheme, -1) : Integer.parseInt(matcher.group(4));
        return Optional.of(new DestinationAddress(scheme, host, port));
    }

    public boolean isTls() {
        return scheme.equals("https") || scheme.endsWith("+tls") || scheme.endsWith("+ssl");
    }

    /** Whether nothing will say that an event arrived. */
    public boolean isSyslog() {
        return scheme.equals("syslog") || scheme.startsWith("syslog+");
    }

    public boolean isUdp() {
        return scheme.endsWith("+udp");
    }
}
