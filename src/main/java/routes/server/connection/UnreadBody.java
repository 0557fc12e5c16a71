package routes.server.connection;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a request's body unread until somebody asks for it. Where the answer comes before the body's end, some of the rest is
 * read and dropped: a client that is still sending would not read the answer.
 */
public final class UnreadBody implements Handler<RoutingContext> {

    private static final long LINGER_MILLIS = 2_000;
    /** What is beyond is left in the socket until the connection is closed: reading it all would be the sender's to decide. */
    private static final long MOST_DROPPED = 64 * 1024;
    /** RFC 9113 section 8.1: the answer is complete, do not send the rest. */
    private static final long NO_ERROR = 0;

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.pause();
        boolean isHttp2 = request.version() == HttpVersion.HTTP_2;
        context.addHeadersEndHandler(answering -> {
            if (!isHttp2 && isMuchLeft(request)) {
                // so that the client does not send another request behind a body that nobody reads to its end
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            discardRest(request);
        });
        if (isHttp2) {
            context.addEndHandler(answered -> reset(context));
        }
        context.next();
    }

    private static boolean isMuchLeft(HttpServerRequest request) {
        if (request.isEnded()) {
            return false;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : Long.parseLong(length) - request.bytesRead() > MOST_DROPPED;
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
            Optional<RequestDecoder> decoder = RequestDecoder.of(request.connection());
            AtomicLong left = new AtomicLong(MOST_DROPPED);
            request.exceptionHandler(gone -> {}).endHandler(null).handler(chunk -> {
                if (left.addAndGet(-chunk.length()) < 0) {
                    request.pause();
                    decoder.ifPresent(RequestDecoder::leave);
                }
            });
            request.resume();
            decoder.ifPresent(RequestDecoder::want);
        }
    }
}
