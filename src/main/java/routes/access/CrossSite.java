package routes.access;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/**
 * Tells a request that a web page of another site made a browser send. Only browsers send these headers, and no page can
 * leave them out or forge them (Fetch Metadata; RFC 6454 section 7).
 */
final class CrossSite {

    private CrossSite() {}

    /** HTTP/2 has the pseudo-header {@code :authority} in the place of Host. */
    static boolean isSent(HttpServerRequest request) {
        String host = request.authority() == null
                ? request.getHeader("Host")
                : request.authority().toString();
        return isSent(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), host);
    }

    /** Each header's value, or null where there is none. An origin of {@code null}, a sandboxed page's, is another site's. */
    static boolean isSent(String secFetchSite, String origin, String host) {
        return (secFetchSite != null && secFetchSite.strip().equalsIgnoreCase("cross-site"))
                || (origin != null && !isOf(host, origin.strip().toLowerCase(Locale.ROOT)));
    }

    private static boolean isOf(String host, String origin) {
        int scheme = origin.indexOf("://");
        if (host == null || scheme < 0) {
            return false;
        }
        // a browser leaves the scheme's own port out, a proxy may write it
        String port = origin.startsWith("https:") ? ":443" : ":80";
        String authority = origin.substring(scheme + 3);
        return without(port, authority).equals(without(port, host.strip().toLowerCase(Locale.ROOT)));
    }

    private static String without(String port, String authority) {
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }
}
