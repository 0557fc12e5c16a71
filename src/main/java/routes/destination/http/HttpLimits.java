package routes.destination.http;

import java.net.Socket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * How much of anything one sink's HTTP client takes, and for how long.
 *
 * @param connect for a connection
 * @param silence for the peer's next bytes, in the TLS handshake and after; a whole request may take twice as long
 * @param replyBytes how many bytes of a reply's body are kept; none with 0
 */
record HttpLimits(Timeout connect, Timeout silence, int replyBytes) {

    /** So that a renewed certificate and a changed DNS entry are seen within the hour. */
    private static final TimeValue LONGEST_LIFE = TimeValue.ofHours(1);
    /** How many times the wait for the next bytes a request may take altogether. */
    private static final int WHOLE_REQUEST = 2;

    /** As many as requests may be under way at once. */
    private static final int CONNECTIONS = 64;

    /** Bytes of each of a connection's three; the client's own are eight times as large, 100 MB for a thousand integrations. */
    private static final int BUFFER = 4_096;

    /** A reply's headers: a line of 16 KB at most and 100 lines, so that one without an end is a failed request and no more. */
    private static final Http1Config HEADERS = Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(10)
            .build();

    /**
     * One request is one attempt: how often and how soon to repeat is for the redelivery policy alone, a cookie would pin all traffic
     * to one machine behind a load balancer, and a redirect could lead anywhere.
     *
     * @param proxy that all requests go through; null for none
     */
    CloseableHttpClient client(DnsResolver names, TlsSocketStrategy tls, HttpHost proxy, String userAgent) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(names, tls))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(silence)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setProxy(proxy)
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAuthCaching()
                .disableContentCompression()
                // a client certificate would make every connection belong to one request's user, and none be used again
                .disableConnectionState()
                .setUserAgent(userAgent)
                // who breaks down may miscount its reply as well, and behind a load balancer a new connection may find
                // one that does not fail
                .setConnectionReuseStrategy((request, reply, context) -> reply.getCode() < 500
                        && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, reply, context))
                .addExecInterceptorFirst("reply-limit", new ReplyLimit(replyBytes))
                .addExecInterceptorFirst(
                        "request-deadline",
                        new RequestDeadline(Timeout.ofMilliseconds(silence.toMilliseconds() * WHOLE_REQUEST)))
                .build();
    }

    private PoolingHttpClientConnectionManager connections(DnsResolver names, TlsSocketStrategy tls) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(HttpLimits::connection)
                .setDnsResolver(names)
                .setTlsSocketStrategy(tls)
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(silence).build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(silence).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(silence)
                        .setTimeToLive(LONGEST_LIFE)
                        // the connection itself knows when to look
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build();
    }

    private static QuietConnection connection(Socket socket) throws java.io.IOException {
        QuietConnection connection = new QuietConnection(HEADERS);
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }
}
