package routes.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps a request's body unread until somebody asks for it. Where the answer comes before the body's end, the rest is read and
 * dropped: a client that is still sending would not read the answer.
 */
final class UnreadBody implements Handler<RoutingContext> {

    private static final long LINGER_MILLIS = 2_000;
    /** RFC 9113 section 8.1: the answer is complete, do not send the rest. */
    private static final long NO_ERROR = 0;

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.pause();
        context.addHeadersEndHandler(answering -> discardRest(request));
        if (request.version() == HttpVersion.HTTP_2) {
            context.addEndHandler(answered -> reset(context));
        }
        context.next();
    }

    /** A stream that goes on after its answer; over HTTP/1 {@link ConnectionClock} ends the connection. */
    private static void reset(RoutingContext context) {
        if (!context.request().isEnded()) {
            context.vertx().setTimer(LINGER_MILLIS, late -> {
                if (!context.request().isEnded()) {
                    context.response().reset(NO_ERROR);
                }
            });
        }
    }

    private static void discardRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.exceptionHandler(gone -> {}).handler(null).endHandler(null);
            request.resume();
        }
    }
}
