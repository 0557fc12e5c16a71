package routes.server.connection;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the answers over HTTP/2 that have not gone out: a client decides by its windows when they do, and may ask for many at once. Where
 * all clients together leave more unread than they may, the connection that asks for more is closed.
 */
public final class UnreadStreams implements Handler<RoutingContext> {

    private static final AttributeKey<Http2Connection.PropertyKey> BYTES = AttributeKey.valueOf("routes.server.unread");

    /** Of an answer that is never too much; one without a length is written as it is read, a part like this at a time. */
    private static final long SMALL_BYTES = 4 * 1024;

    private final AtomicLong all;
    private final long mostOfAll;
    private final ServerMetrics metrics;

    public UnreadStreams(AtomicLong all, long mostOfAll, ServerMetrics metrics) {
        this.all = all;
        this.mostOfAll = mostOfAll;
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            context.addHeadersEndHandler(answering -> count(context.request()));
        }
        context.next();
    }

    private void count(HttpServerRequest request) {
        String length = request.response().headers().get(HttpHeaders.CONTENT_LENGTH);
        long bytes = length == null ? SMALL_BYTES : Long.parseLong(length);
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Http2Connection connection =
                channel.pipeline().get(Http2ConnectionHandler.class).connection();
        Http2Stream stream = connection.stream(request.streamId());
        if (stream == null) {
            return; // its client has gone
        }
        stream.setProperty(key(channel, connection), bytes);
        if (all.addAndGet(bytes) > mostOfAll && bytes > SMALL_BYTES) {
            metrics.cut(ServerMetrics.Cut.SLOW_READER);
            var unused = channel.close();
        }
    }

    private Http2Connection.PropertyKey key(Channel channel, Http2Connection connection) {
        Http2Connection.PropertyKey known = channel.attr(BYTES).get();
        if (known != null) {
            return known;
        }
        Http2Connection.PropertyKey key = connection.newKey();
        channel.attr(BYTES).set(key);
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamClosed(Http2Stream stream) {
                Long bytes = stream.removeProperty(key);
                if (bytes != null) {
                    all.addAndGet(-bytes);
                }
            }
        });
        return key;
    }
}
