package routes.ingest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.support.SynchronizationAdapter;
import routes.access.caller.Caller;
import routes.problem.ProblemException;
import routes.server.body.BodyLimits;
import routes.server.body.BodyReader;
import routes.server.body.ByteBudget;

/**
 * Reads a request's body on the event loop and leaves it, or why there is none, in the property {@link Body#PROPERTY}. What the
 * request holds of the budget is given back when its exchange ends, however it ends.
 *
 * <p>The route runs on the event loop too where the body is small, else on a worker thread: handing over costs more than the parsing of
 * a few events. Neither thread waits for the disk; the answer is written when the route has ended.
 */
final class IngestConsumer extends VertxPlatformHttpConsumer {

    /** A route is suspended before it stops; what then comes is answered as what comes after is. */
    private static final int STOPPING = 503;

    private final BodyLimits limits;
    private final ByteBudget budget;

    IngestConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            String routerName,
            BodyLimits limits,
            ByteBudget budget) {
        super(endpoint, processor, List.of(), routerName);
        setExceptionHandler(new UnansweredRequests(endpoint.getPath()));
        this.limits = limits;
        this.budget = budget;
    }

    @Override
    protected void handleRequest(RoutingContext request) {
        if (!isStarted()) {
            request.fail(STOPPING);
            return;
        }
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        processHttpRequest(exchange, request)
                .compose(read -> route(request, exchange))
                .onFailure(failure -> fail(request, failure))
                // fails where the producer has gone, which is nobody's fault
                .compose(routed ->
                        RouteAnswer.write(exchange, request, getEndpoint().getHeaderFilterStrategy()))
                .onComplete(end -> {
                    doneUoW(exchange);
                    releaseExchange(exchange, false);
                });
    }

    private Future<Void> route(RoutingContext request, Exchange exchange) {
        Context eventLoop = request.vertx().getOrCreateContext();
        if (isForEventLoop(exchange)) {
            return route(exchange, eventLoop);
        }
        return request.vertx()
                .executeBlocking(() -> route(exchange, eventLoop), false)
                .compose(routed -> routed);
    }

    private Future<Void> route(Exchange exchange, Context eventLoop) {
        Promise<Void> routed = Promise.promise();
        try {
            createUoW(exchange);
            getAsyncProcessor().process(exchange, doneSync -> completeOn(eventLoop, routed));
        } catch (Exception failure) {
            routed.tryFail(failure);
        }
        return routed.future();
    }

    /** Decompressing may wait for other requests' bytes, and what is large takes long to parse. */
    private boolean isForEventLoop(Exchange exchange) {
        return !(exchange.getProperty(Body.PROPERTY) instanceof Body body)
                || (!body.isGzip() && body.bytes().length <= limits.eventLoopBytes());
    }

    private static void completeOn(Context eventLoop, Promise<Void> routed) {
        if (Context.isOnEventLoopThread()) {
            routed.complete();
        } else {
            eventLoop.runOnContext(here -> routed.complete());
        }
    }

    private void fail(RoutingContext request, Throwable failure) {
        getExceptionHandler().handleException(failure);
        request.fail(failure);
    }

    @Override
    protected Future<Void> populateCamelMessage(RoutingContext context, Exchange exchange, Message message) {
        exchange.setProperty(Caller.PROPERTY, context.get(Caller.PROPERTY));
        return super.populateCamelMessage(context, exchange, message).compose(paused -> read(context, exchange));
    }

    private Future<Void> read(RoutingContext context, Exchange exchange) {
        HttpServerRequest request = context.request();
        try {
            BodyForm.requireJson(request.getHeader("Content-Type"));
            boolean isGzip = BodyForm.isGzip(request.headers().getAll("Content-Encoding"));
            ByteBudget.Share share = share(exchange, mostBytes(request, isGzip));
            return new BodyReader(context.vertx(), request, limits, budget, share)
                    .read()
                    .<Object>map(bytes -> new Body(bytes, isGzip, share))
                    .otherwise(refused -> refused)
                    .onSuccess(arrived -> exchange.setProperty(Body.PROPERTY, arrived))
                    .mapEmpty();
        } catch (ProblemException refused) {
            exchange.setProperty(Body.PROPERTY, refused);
            return Future.succeededFuture();
        }
    }

    private ByteBudget.Share share(Exchange exchange, long mostBytes) {
        ByteBudget.Share share = budget.open(mostBytes);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                share.close();
            }
        });
        return share;
    }

    /** The header is never trusted for more than it says: what comes beyond is refused. */
    private long mostBytes(HttpServerRequest request, boolean isGzip) {
        long body = limits.declaredBytes(request.getHeader("Content-Length"));
        return isGzip ? body + limits.decompressedBytes() : body;
    }
}
