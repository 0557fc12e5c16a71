package routes.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps a request's body unread until somebody asks for it. Where the answer comes before the body's end, the rest is read and
 * dropped: a client that is still sending would not read the answer.
 */
final class UnreadBody implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.pause();
        context.addHeadersEndHandler(answering -> discardRest(request));
        context.next();
    }

    private static void discardRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.exceptionHandler(gone -> {}).handler(null).endHandler(null);
            request.resume();
        }
    }
}
