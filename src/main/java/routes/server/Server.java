package routes.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import routes.problem.UnroutedRequests;

/**
 * The HTTP server. Camel's routes hang their paths into it; it listens when they all have, and not a moment before.
 *
 * <p>A request goes past the {@linkplain #guard guards} before any route sees it and before a byte of its body is read.
 */
public final class Server implements AutoCloseable {

    /** The name by which the consumers of {@code platform-http} find it, whatever the port. */
    public static final String ROUTER = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO;

    /** Guards come first, in the order in which they were given; Camel's routes begin at 0. */
    private static final int FIRST = Integer.MIN_VALUE;

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final ServerSettings settings;
    private final Vertx vertx;
    private final Router paths;
    private final HttpServer server;
    private final RequestsInFlight requests = new RequestsInFlight();
    private int guards;

    public Server(ServerSettings settings) {
        this.settings = settings;
        // without the file caches: nothing is served from files, and nothing is left in a temporary folder
        vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setWorkerPoolSize(settings.workers())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        paths = Router.router(vertx);
        server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(settings.isClearTextHttp2()));
        guard(requests);
        guard(new UnreadBody());
    }

    /** Adds one that every request has to pass, on any path: it calls {@code next}, or answers. It must not block. */
    public void guard(Handler<RoutingContext> guard) {
        paths.route().order(FIRST + guards).handler(guard);
        guards++;
    }

    /** Makes this the server of the context's {@code platform-http} routes; to be called before the first of them is made. */
    public void offerTo(CamelContext context) {
        context.getRegistry().bind(ROUTER, new VertxPlatformHttpRouter(null, vertx, paths, ROUTER) {
            @Override
            public Handler<RoutingContext> bodyHandler() {
                Handler<RoutingContext> whole = BodyHandler.create(false).setBodyLimit(settings.maxBodyBytes());
                return request -> {
                    request.request().resume();
                    whole.handle(request);
                };
            }
        });
        UnroutedRequests.answer(context, paths);
    }

    /**
     * Takes connections from here on.
     *
     * @return the port
     * @throws IllegalStateException where the address cannot be had
     */
    public int listen() {
        try {
            return server.requestHandler(paths)
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
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
