package routes.deliver;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections of one HTTP sink, made by its endpoint, so that no two integrations share trust, identity or a connection.
 *
 * <p>Camel's own {@code sslContextParameters} is not used: it reads no PEM, turns {@code http://} into {@code https://}, and
 * reads its files only once.
 */
public final class HttpConnections implements HttpClientConfigurer {

    /** So that a renewed certificate and a changed DNS entry are seen within the hour. */
    private static final TimeValue LONGEST_LIFE = TimeValue.ofHours(1);
    /** A connection that lay idle for so long is asked whether the peer has closed it, which takes 1 ms; a failed request costs a second. */
    private static final TimeValue IDLE = TimeValue.ofMilliseconds(50);

    /** Bytes of each of a connection's three; the client's own are eight times as large, 100 MB for a thousand integrations. */
    private static final int BUFFER = 4_096;

    /** How many times the wait for the next bytes a request may take altogether. */
    private static final int WHOLE_REQUEST = 2;

    private final TlsFiles files;
    private final Timeout silence;
    private final int replyBytes;
    private volatile AddressPolicy policy = new AddressPolicy(AddressPolicy.USUAL);

    /**
     * Called from an endpoint's URI, which is why what is not set is an empty text.
     *
     * @param caFile PEM file of the only authorities that are trusted; those Java comes with where it is empty
     * @param clientCertificateFile PEM file of the client certificate and its chain; none where it is empty
     * @param clientKeyFile PEM file of the client certificate's key, PKCS#8, not encrypted
     * @param timeout milliseconds to wait for the peer's next bytes, in the TLS handshake and after; a whole request may take
     *     twice as long
     * @param replyBytes how many bytes of a reply's body are kept; none with 0
     */
    public HttpConnections(
            String caFile, String clientCertificateFile, String clientKeyFile, int timeout, int replyBytes) {
        this.files = new TlsFiles(path(caFile), path(clientCertificateFile), path(clientKeyFile));
        this.silence = Timeout.ofMilliseconds(timeout);
        this.replyBytes = replyBytes;
    }

    /** Before the client is made. */
    void obey(AddressPolicy rules) {
        policy = rules;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        new OneAttempt().configureHttpClient(client);
        client.addExecInterceptorFirst("certificate-note", new CertificateNote());
        client.addExecInterceptorFirst("reply-limit", new ReplyLimit(replyBytes));
        client.addExecInterceptorFirst(
                "request-deadline",
                new RequestDeadline(Timeout.ofMilliseconds(silence.toMilliseconds() * WHOLE_REQUEST)));
        // a client certificate would make every connection belong to one request's user, and none be used again
        client.disableConnectionState();
        // who breaks down may miscount its reply as well, and behind a load balancer a new connection may find one that
        // does
        // not fail
        client.setConnectionReuseStrategy((request, reply, context) -> reply.getCode() < 500
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, reply, context));
        client.setConnectionManager(connections());
    }

    private PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom().setBufferSize(BUFFER).build())
                        .build())
                .setDnsResolver(new GuardedNames(policy))
                .setTlsSocketStrategy(new Tls(files))
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(silence).build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(silence).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setTimeToLive(LONGEST_LIFE)
                        .setValidateAfterInactivity(IDLE)
                        .build())
                .build();
    }

    private static String path(String set) {
        return set.isBlank() ? null : set;
    }
}
