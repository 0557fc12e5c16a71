package routes.destination.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of an HTTP destination. Its path and query go out as they are written: {@code %2F} is no slash and {@code %3F} ends no path
 * (RFC 3986 section 2.2), and a host may have an underscore, all of which Java's {@link java.net.URI} or the client would not have.
 *
 * @param scheme {@code http} or {@code https}
 * @param host an IPv6 address without its brackets
 * @param port -1 for the scheme's usual one
 * @param path from a slash on, and perhaps a query; empty where the URL has none
 */
record HttpUrl(String scheme, String host, int port, String path) {

    static final Pattern FORM =
            Pattern.compile("([Hh][Tt][Tt][Pp][Ss]?)://(\\[[^\\]/]*]|[^/:?#@\\[\\]]+)(?::([^/?#@]*))?([/?][^#]*)?");
    /** Section 3.3 and 3.4; a character that is none of these, or a lone percent sign, is read by each in its own way. */
    static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})*+");

    /** No more than there are: 65535. */
    private static final Pattern PORT =
            Pattern.compile("0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])");

    /** A name, also one that is not ASCII, or what is in brackets. */
    private static final Pattern HOST = Pattern.compile("[^\\s\\p{Cntrl}{}<>\"\\\\^|`%]+");

    /** Empty where it is none that a request can be made of. */
    static Optional<HttpUrl> of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group(3);
        String path = parts.group(4) == null ? "" : parts.group(4);
        if (!HOST.matcher(parts.group(2)).matches()
                || (port != null && !PORT.matcher(port).matches())
                || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.of(new HttpUrl(
                parts.group(1).toLowerCase(Locale.ROOT),
                parts.group(2).replaceAll("[\\[\\]]", ""),
                port == null ? -1 : Integer.parseInt(port),
                path));
    }

    /** Of a request: its path and query. */
    String target() {
        return path.startsWith("/") ? path : "/" + path;
    }
}
