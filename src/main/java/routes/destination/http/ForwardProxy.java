package routes.destination.http;

import java.util.Optional;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import routes.destination.net.AddressPolicy;
import routes.destination.net.ProxyVariables;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * The proxy that one sink's requests go through: by CONNECT for {@code https}, and as a whole for {@code http} (RFC 9110 section
 * 7.3.2). It resolves the destination's name, so the address policy is asked about the proxy's own addresses when it is connected
 * to, and about what the URL says, a name or a literal address, before each request.
 *
 * @param credentials {@code user:password}, or an empty text
 */
record ForwardProxy(HttpHost host, String credentials) {

    /** What says that a proxy asks for credentials, see {@link routes.verdict.HttpReply}. */
    private static final int NO_CREDENTIALS = 407;

    private static final int SERVER_ERROR = 500;
    private static final int USUAL_PORT = 80;

    private static final Reason UNUSABLE = new Reason(
            "proxy_url",
            "proxy_url is no address of a proxy.",
            "Set proxy_url to an address such as http://proxy.example.com:3128.");

    /** What the environment names for such a request; empty where it goes without a proxy. */
    static Optional<ForwardProxy> usual(ProxyVariables variables, HttpUriRequestBase request) throws DeliveryException {
        Optional<ProxyVariables.Proxy> found = variables.of(
                request.getScheme(),
                request.getAuthority().getHostName(),
                request.getAuthority().getPort());
        return found.isPresent() ? Optional.of(of(found.get().url(), found.get().credentials())) : Optional.empty();
    }

    /** @param url {@code http://host:port} */
    static ForwardProxy of(String url, String credentials) throws DeliveryException {
        HttpUrl parts = HttpUrl.of(url)
                .filter(proxy -> proxy.scheme().equals("http") && proxy.path().length() <= 1)
                .orElseThrow(() -> DeliveryException.of(Verdict.PARKED, UNUSABLE));
        int port = parts.port() < 0 ? USUAL_PORT : parts.port();
        return new ForwardProxy(new HttpHost("http", parts.host(), port), credentials == null ? "" : credentials);
    }

    /** @throws DeliveryException parked, where what the URL says may not be connected to */
    void check(AddressPolicy policy, HttpUriRequestBase request) throws DeliveryException {
        policy.checkUnresolved(
                request.getAuthority().getHostName(), request.getAuthority().getPort());
    }

    /** Shows the proxy the credentials with the first request: to be asked for them would be a request more. */
    void authenticate(HttpClientContext context) {
        if (!credentials.isEmpty()) {
            String[] pair = credentials.split(":", 2);
            BasicScheme basic = new BasicScheme();
            basic.initPreemptive(
                    new UsernamePasswordCredentials(pair[0], (pair.length > 1 ? pair[1] : "").toCharArray()));
            context.resetAuthExchange(host, basic);
        }
    }

    /**
     * Lets replies of the destination pass. Without TLS on a connection for {@code https} it was the proxy that answered, and not with a
     * way to the destination.
     */
    void judge(HttpUriRequestBase request, HttpClientContext context, int status) throws DeliveryException {
        boolean isProxys = request.getScheme().equals("https") && context.getSSLSession() == null;
        if (isProxys && status != NO_CREDENTIALS) {
            Reason reason = new Reason(
                    "proxy_refused",
                    "The proxy answered " + status + " and leads to no destination.",
                    "Have the proxy let the router through to the URL's host and port, and look at its log.");
            throw status >= SERVER_ERROR
                    ? DeliveryException.again(reason, null)
                    : DeliveryException.of(Verdict.PARKED, reason);
        }
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return host.toURI();
    }
}
