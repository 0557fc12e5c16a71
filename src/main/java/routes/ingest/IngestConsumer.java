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
            // without the token nothing is read: the route's first step refuses the request
            return token.opens(context.request().getHeader("Authorization"))
                    ? read(context, exchange)
                    : Future.succeededFuture();
        });
    }

    private Future<Void> read(RoutingContext context, Exchange exchange) {
        HttpServerRequest request = context.request();
        ByteBudget.Share share = budget.open();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                share.close();
            }
        });
        try {
            BodyForm.requireJson(request.getHeader("Content-Type"));
            boolean isGzip = BodyForm.isGzip(request.getHeader("Content-Encoding"));
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
            return new BodyReader(context.vertx(), request, limits, share)
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
}
