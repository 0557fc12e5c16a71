package routes.ingest;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import routes.access.caller.Caller;

/** Camel's consumer of HTTP requests, which tells the route who sends. */
final class ApiConsumer extends VertxPlatformHttpConsumer {

    ApiConsumer(PlatformHttpEndpoint endpoint, Processor processor, String routerName) {
        super(endpoint, processor, List.of(), routerName);
        setExceptionHandler(new UnansweredRequests(endpoint.getPath()));
    }

    @Override
    protected Future<Void> populateCamelMessage(RoutingContext context, Exchange exchange, Message message) {
        exchange.setProperty(Caller.PROPERTY, context.get(Caller.PROPERTY));
        return super.populateCamelMessage(context, exchange, message);
    }
}
