package routes.destination.http;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import routes.destination.net.AddressPolicy;
import routes.destination.net.CertificateEnd;
import routes.destination.net.HangUps;
import routes.destination.net.ProxyVariables;
import routes.destination.net.Tls;
import routes.destination.net.TlsFiles;
import routes.event.Hops;
import routes.value.Value;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * The connections of one HTTP sink, so that no two integrations share trust, identity or a connection. Made with the first
 * request, and made again after they broke, such as in an {@link Error}, which leaves the client of the HTTP library closed for
 * ever.
 */
public final class HttpConnections {

    private static final Reason ENDLESS_HEADERS = new Reason(
            "reply_headers_too_large",
            "The destination's reply has more headers than are read: 100 of 16 KB each.",
            "Check that the URL is the right product's; a proxy may add them.");

    private static final Reason MALFORMED = new Reason(
            "malformed_reply",
            "The destination's reply is no HTTP/1.1.",
            "Check that scheme and port of the URL are the destination's, and what a proxy between makes of its replies.");

    private static final Reason NO_ADDRESS =
            new Reason("malformed_url", "The URL is not an address that HTTP knows.", "Set another URL.");

    private static final URI ROOT = URI.create("/");

    private String url = "";
    private String caFile;
    private String clientCertificateFile;
    private String clientKeyFile;
    private String proxyUrl;
    private String proxySecret;
    private int connectTimeout = 5_000;
    private int responseTimeout = 30_000;
    private int maxReplyBytes = 4_096;
    private String routeId = "";

    private final Set<HttpUriRequestBase> running = ConcurrentHashMap.newKeySet();
    private CloseableHttpClient client;
    private volatile boolean ended;

    /** {@code http://} or {@code https://}, a host, and perhaps a port and a path. */
    public void setUrl(Value url) {
        this.url = url.text().isBlank() ? this.url : url.text();
    }

    /** The address where there is no URL. */
    public void setUsualUrl(String usualUrl) {
        if (url.isEmpty()) {
            url = usualUrl;
        }
    }

    /** PEM file of the only authorities that are trusted; those Java comes with unless set. */
    public void setCaFile(Value caFile) {
        this.caFile = caFile.text();
    }

    /** PEM file of the client certificate and its chain; none unless set. */
    public void setClientCertificateFile(Value clientCertificateFile) {
        this.clientCertificateFile = clientCertificateFile.text();
    }

    /** PEM file of the client certificate's key, PKCS#8, not encrypted. */
    public void setClientKeyFile(Value clientKeyFile) {
        this.clientKeyFile = clientKeyFile.text();
    }

    /** {@code http://host:port} of the proxy that requests go through; what {@link ProxyVariables} say unless set. */
    public void setProxyUrl(Value proxyUrl) {
        this.proxyUrl = proxyUrl.text();
    }

    /** {@code user:password} for that proxy; none unless set. */
    public void setProxySecret(Value proxySecret) {
        this.proxySecret = proxySecret.text();
    }

    /** Milliseconds to wait for a connection; 5000 unless set. */
    public void setConnectTimeout(int connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    /** Milliseconds to wait for the peer's next bytes, 30000 unless set; a whole request may take twice as long. */
    public void setResponseTimeout(int responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    /** How many bytes of a reply's body are kept, 4096 unless set: enough for what it says to people. */
    public void setMaxReplyBytes(int maxReplyBytes) {
        this.maxReplyBytes = maxReplyBytes;
    }

    /** Of the sink's route. */
    public void setRouteId(String routeId) {
        this.routeId = routeId;
    }

    /** @param more what goes behind the URL's own path, from a slash on, and perhaps a query; or nothing */
    public HttpUriRequestBase request(String method, String more, Headers headers) throws DeliveryException {
        boolean slashes = url.endsWith("/") && more.startsWith("/");
        HttpUrl address = HttpUrl.of(slashes ? url.substring(0, url.length() - 1) + more : url + more)
                .orElseThrow(() -> DeliveryException.of(Verdict.PARKED, NO_ADDRESS));
        HttpUriRequestBase request = new HttpUriRequestBase(method, ROOT);
        request.setScheme(address.scheme());
        request.setAuthority(new URIAuthority(address.host(), address.port()));
        request.setPath(address.target());
        request.setHeaders(headers.all());
        return request;
    }

    /** Whether the URL has a path of its own. */
    boolean hasPath() {
        return HttpUrl.of(url).filter(address -> address.path().length() > 1).isPresent();
    }

    /**
     * Sends one request and reads its reply.
     *
     * @throws RejectedExecutionException where the sink stops meanwhile
     */
    public HttpAnswer send(CamelContext context, HttpUriRequestBase request) throws IOException, DeliveryException {
        running.add(request);
        try {
            sayHops(context, request);
            return send(context, request, proxy(context, request));
        } catch (IOException failure) {
            throw said(failure);
        } catch (RuntimeException | Error broken) {
            breakDown();
            if (ended) {
                throw stopping();
            }
            throw broken;
        } finally {
            running.remove(request);
        }
    }

    private Optional<ForwardProxy> proxy(CamelContext context, HttpUriRequestBase request) throws DeliveryException {
        return proxyUrl == null || proxyUrl.isBlank()
                ? ForwardProxy.usual(ProxyVariables.of(context), request)
                : Optional.of(ForwardProxy.of(proxyUrl, proxySecret));
    }

    private HttpAnswer send(CamelContext context, HttpUriRequestBase request, Optional<ForwardProxy> proxy)
            throws IOException, DeliveryException {
        HttpClientContext seen = HttpClientContext.create();
        if (proxy.isPresent()) {
            proxy.get().check(AddressPolicy.of(context), request);
            proxy.get().authenticate(seen);
        }
        HttpHost first = proxy.map(ForwardProxy::host).orElse(null);
        HttpAnswer answer = client(context, first).execute(request, seen, reply -> answer(reply, seen));
        if (proxy.isPresent()) {
            proxy.get().judge(request, seen, answer.status());
        }
        return answer;
    }

    /** So that routers that deliver to each other find out. */
    private static void sayHops(CamelContext context, HttpUriRequestBase request) {
        Hops hops = context.getRegistry().lookupByNameAndType(Hops.NAME, Hops.class);
        if (hops != null) {
            request.setHeader(Hops.HEADER, hops.sent());
        }
    }

    private IOException said(IOException failure) throws DeliveryException {
        if (ended) {
            throw stopping();
        }
        if (failure instanceof MessageConstraintException) {
            throw DeliveryException.again(ENDLESS_HEADERS, null);
        }
        if (failure instanceof ClientProtocolException || failure instanceof MalformedChunkCodingException) {
            throw DeliveryException.again(MALFORMED, null);
        }
        return failure;
    }

    private static HttpAnswer answer(ClassicHttpResponse reply, HttpClientContext seen) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : reply.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity body = reply.getEntity();
        return new HttpAnswer(
                reply.getCode(),
                headers,
                body == null ? new byte[0] : EntityUtils.toByteArray(body),
                seen.getSSLSession() == null
                        ? null
                        : CertificateEnd.of(seen.getSSLSession()).orElse(null));
    }

    private synchronized CloseableHttpClient client(CamelContext context, HttpHost proxy) {
        if (ended) {
            throw stopping();
        }
        if (client == null) {
            HttpLimits limits = new HttpLimits(
                    Timeout.ofMilliseconds(connectTimeout), Timeout.ofMilliseconds(responseTimeout), maxReplyBytes);
            client = limits.client(
                    new GuardedNames(AddressPolicy.of(context)),
                    new Tls(new TlsFiles(caFile, clientCertificateFile, clientKeyFile)),
                    proxy,
                    "siem-router/" + routeId);
            HangUps.of(context).add(routeId, this::hangUp);
        }
        return client;
    }

    void begin() {
        ended = false;
    }

    /** Ends what is in flight, and takes no more before it begins again. */
    void end(CamelContext context) {
        hangUp();
        HangUps.of(context).remove(routeId);
    }

    private void hangUp() {
        ended = true;
        breakDown();
        running.forEach(HttpUriRequestBase::cancel);
    }

    private synchronized void breakDown() {
        if (client != null) {
            client.close(CloseMode.GRACEFUL);
            client = null;
        }
    }

    private static RejectedExecutionException stopping() {
        return new RejectedExecutionException("the sink stops");
    }
}
