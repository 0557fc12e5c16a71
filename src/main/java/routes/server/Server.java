package routes.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import routes.problem.Problem;
import routes.problem.ProblemResponse;
import routes.problem.UnroutedRequests;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;
import routes.server.body.WholeBody;
import routes.server.connection.BoundedServer;
import routes.server.connection.ConnectionLimit;
import routes.server.connection.Http1Bounds;
import routes.server.connection.MalformedRequestException;
import routes.server.connection.RequestDecoder;
import routes.server.connection.ServerMetrics;
import routes.server.connection.UnreadBody;
import routes.server.connection.UnreadStreams;
import routes.server.tls.ClientCertificates;
import routes.server.tls.TlsIdentity;

/**
 * The HTTP server. Camel's routes hang their paths into it; it listens when they all have, and not a moment before.
 *
 * <p>A request goes past the {@linkplain #guard guards} before any route sees it and before a byte of its body is read.
 */
public final class Server implements AutoCloseable {

    /** The name by which the consumers of {@code platform-http} find it, whatever the port. */
    public static final String ROUTER = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO;

    /** Guards come first; Camel's routes begin at 0. */
    private static final int FIRST = Integer.MIN_VALUE;

    private static final String UNREADABLE = "See docs/http.md for what a request may look like";
    private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");
    private static final int HTTP2_STREAMS = 32;
    /** A connection on which the router is working may be silent for so long: a test of a destination takes a minute and more. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(3);

    /** Bytes of answers that clients have not taken: an eighth of the heap. */
    private static final long MOST_UNREAD = Runtime.getRuntime().maxMemory() / 8;

    /** How often what was counted is looked at. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

    private final ServerSettings settings;
    private final Vertx vertx;
    private final Router paths;
    private final BoundedServer server;
    private final RequestsInFlight requests = new RequestsInFlight();
    private final Optional<TlsIdentity> tls;
    private final WholeBody body;
    private final ServerMetrics metrics;
    private final Http1Bounds http1;
    private final Route guards;

    /**
     * @param bodies limits of the bodies of requests that are not events
     * @param budget of the bytes of all bodies
     */
    public Server(ServerSettings settings, BodyLimits bodies, ByteBudget budget, MeterRegistry registry) {
        this.settings = settings;
        this.body = new WholeBody(bodies, budget);
        // without the file caches: nothing is served from files, and nothing is left in a temporary folder
        vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setWorkerPoolSize(settings.workers())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        paths = Router.router(vertx);
        guards = paths.route().order(FIRST);
        ConnectionLimit limit = new ConnectionLimit(settings.connections(), settings.connectionsPerAddress());
        metrics = new ServerMetrics(registry, limit);
        AtomicLong unread = new AtomicLong();
        http1 = new Http1Bounds(settings.times(), metrics, unread, MOST_UNREAD);
        tls = settings.tls().map(files -> new TlsIdentity(files, vertx));
        server = new BoundedServer((VertxInternal) vertx, options(), limit, metrics, http1);
        guard(requests);
        tls.ifPresent(identity -> guard(new ClientCertificates(identity, Clock.systemUTC())));
        guard(new UnreadBody());
        guard(new UnreadStreams(unread, MOST_UNREAD, metrics));
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(settings.isHttp2())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) (settings.times().idleMillis() + LONGEST_ANSWER.toMillis()))
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(HTTP2_STREAMS)
                        .setMaxHeaderListSize(RequestDecoder.MOST_HEAD_BYTES));
        tls.ifPresent(identity -> secure(options, identity));
        return options;
    }

    private void secure(HttpServerOptions options, TlsIdentity identity) {
        options.setSsl(true)
                .setUseAlpn(settings.isHttp2())
                .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                .setKeyCertOptions(KeyCertOptions.wrap(identity.key()));
        identity.authorities().ifPresent(authorities -> options.setTrustOptions(TrustOptions.wrap(authorities))
                .setClientAuth(
                        settings.tls().orElseThrow().isClientCertificateRequired()
                                ? ClientAuth.REQUIRED
                                : ClientAuth.REQUEST));
    }

    /** Adds one that every request has to pass, on any path: it calls {@code next}, or answers. It must not block. */
    public void guard(Handler<RoutingContext> guard) {
        guards.handler(guard);
    }

    /** Makes this the server of the context's {@code platform-http} routes; to be called before the first of them is made. */
    public void offerTo(CamelContext context) {
        context.getRegistry().bind(ROUTER, new VertxPlatformHttpRouter(null, vertx, paths, ROUTER) {
            @Override
            public Handler<RoutingContext> bodyHandler() {
                return body;
            }
        });
        UnroutedRequests.answer(context, paths);
    }

    /** What whoever runs it should know; one sentence each. */
    public List<String> warnings() {
        return settings.isReadableOnTheWay()
                ? List.of(
                        "The API is open to other machines over plain HTTP: tokens and events can be read on the way."
                                + " Set SIEM_HTTP_CERTIFICATE_FILE and SIEM_HTTP_KEY_FILE, or let a proxy end TLS and listen on 127.0.0.1.")
                : List.of();
    }

    /** @param host as people call it */
    public String url(String host, int port) {
        return (tls.isPresent() ? "https://" : "http://") + host + ":" + port;
    }

    /**
     * Takes connections from here on.
     *
     * @return the port
     * @throws IllegalStateException where the address cannot be had
     */
    public int listen() {
        tls.ifPresent(identity -> {
            identity.watch();
            vertx.setPeriodic(SETTLE.toMillis(), tick -> metrics.settle());
        });
        try {
            return server.connectionHandler(http1::watch)
                    .invalidRequestHandler(request -> ProblemResponse.write(
                            request.response(),
                            unreadable(request.decoderResult().cause())))
                    .requestHandler(request -> paths.handle(new QuietRequest(request)))
                    .listen(settings.port(), settings.address().getHostAddress())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
        } catch (CompletionException taken) {
            throw new IllegalStateException("SIEM_HTTP_PORT = " + settings.port()
                    + ": this process cannot listen there on SIEM_HTTP_HOST = "
                    + settings.address().getHostAddress() + " ("
                    + taken.getCause().getMessage()
                    + "). Stop what listens there, or choose another port, above 1023 unless it runs as root.");
        }
    }

    /**
     * Ends all connections. What is under way is answered first: the routes are gone by then, and a producer hears when to send its
     * events again.
     */
    @Override
    public void close() {
        requests.awaitQuiet(LAST_ANSWERS);
        server.stopListening();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Problem unreadable(Throwable cause) {
        String what = cause instanceof MalformedRequestException said ? said.getMessage() : UNREADABLE;
        return Problem.of("malformed_http", what + "; the connection is closed.");
    }
}
