package routes.ingest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.support.SynchronizationAdapter;
import routes.problem.ProblemException;

/**
 * Reads a request's body on the event loop and leaves it, or why there is none, in the property {@link Body#PROPERTY}. What the
 * request holds of the budget is given back when its exchange ends, however it ends.
 */
final class IngestConsumer extends VertxPlatformHttpConsumer {

    private final BearerToken token;
    private final BodyLimits limits;
    private final ByteBudget budget;

    IngestConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            String routerName,
            BearerToken token,
            BodyLimits limits,
            ByteBudget budget) {
        super(endpoint, processor, List.of(), routerName);
        this.token = token;
        this.limits = limits;
        this.budget = budget;
    }

    @Override
    protected Future<Void> populateCamelMessage(RoutingContext context, Exchange exchange, Message message) {
        return super.populateCamelMessage(context, exchange, message).compose(paused -> {
            // nothing is read of what may not pass: the route's first step refuses the request
            return token.opens(context.request()) ? read(context, exchange) : Future.succeededFuture();
        });
    }

    private Future<Void> read(RoutingContext context, Exchange exchange) {
        HttpServerRequest request = context.request();
        try {
            BodyForm.requireJson(request.getHeader("Content-Type"));
            boolean isGzip = BodyForm.isGzip(request.getHeader("Content-Encoding"));
            ByteBudget.Share share = share(exchange, mostBytes(request, isGzip));
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
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
