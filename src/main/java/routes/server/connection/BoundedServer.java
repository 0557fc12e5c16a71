package routes.server.connection;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.SslChannelProvider;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.BiConsumer;
import routes.server.tls.HandshakeFault;

/**
 * Vert.x's server, but that a connection beyond the limits is closed before anything is made for it: Vert.x's own handlers hear of a
 * connection after its TLS handshake only.
 */
public final class BoundedServer extends HttpServerImpl {

    /**
     * At most 16 KiB are read from a connection at once, as large as a TLS record may be: what has been read and is not looked at yet is held
     * for each of them.
     */
    private static final RecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(2 * 1024, 2 * 1024, 16 * 1024);

    private final ConnectionLimit limit;
    private final ServerMetrics metrics;
    private final Http1Bounds http1;
    private final boolean isTls;
    /** Known from its first connection on. */
    private volatile Channel listening;

    private final boolean isClearTextHttp2;

    public BoundedServer(
            VertxInternal vertx,
            HttpServerOptions options,
            ConnectionLimit limit,
            ServerMetrics metrics,
            Http1Bounds http1) {
        super(vertx, options);
        this.limit = limit;
        this.metrics = metrics;
        this.http1 = http1;
        this.isTls = options.isSsl();
        this.isClearTextHttp2 = options.isHttp2ClearTextEnabled() && !options.isSsl();
    }

    @Override
    protected BiConsumer<Channel, SslChannelProvider> childHandler(
            ContextInternal context, SocketAddress address, GlobalTrafficShapingHandler shaping) {
        BiConsumer<Channel, SslChannelProvider> next = super.childHandler(context, address, shaping);
        return (connection, tls) -> {
            if (admits(connection)) {
                connection.config().setRecvByteBufAllocator(READS);
                next.accept(connection, tls);
                if (isTls) {
                    watchHandshake(connection);
                }
                if (isClearTextHttp2) {
                    http1.watchFirstBytes(connection.pipeline());
                }
            } else {
                var unused = connection.close();
            }
        };
    }

    private void watchHandshake(Channel connection) {
        PlainText first = new PlainText(metrics);
        connection.pipeline().addFirst(first);
        InetSocketAddress from = (InetSocketAddress) connection.remoteAddress();
        connection.pipeline().get(SslHandler.class).handshakeFuture().addListener(done -> {
            if (!done.isSuccess() && first.isTls()) {
                metrics.failed(from.getAddress().getHostAddress(), HandshakeFault.of(done.cause()));
            }
        });
    }

    /** Vert.x closes what takes its connections before the port, and logs each that comes in between. */
    public void stopListening() {
        Channel port = listening;
        if (port != null) {
            port.close().awaitUninterruptibly();
        }
    }

    private boolean admits(Channel connection) {
        listening = connection.parent();
        if (!(connection.remoteAddress() instanceof InetSocketAddress from)) {
            return false; // it has gone already
        }
        Optional<ConnectionLimit.Refusal> refusal = limit.enter(from.getAddress());
        refusal.ifPresentOrElse(
                metrics::refused, () -> connection.closeFuture().addListener(closed -> limit.leave(from.getAddress())));
        return refusal.isEmpty();
    }
}
