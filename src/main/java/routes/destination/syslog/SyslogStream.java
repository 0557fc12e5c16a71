package routes.destination.syslog;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import routes.destination.net.AddressPolicy;
import routes.destination.net.TlsFiles;
import routes.verdict.DeliveryException;

/**
 * One connection after another to a receiver over TCP or TLS. Syslog has no replies: what was written counts as delivered once its
 * connection has stood for a while since; where that ends before, it is lost, and order must outlive the connection: nothing
 * goes over the next one before what was lost is sent again.
 */
final class SyslogStream implements SyslogClient {

    /** All streams share two threads, which nobody blocks: a slow receiver's sink waits in a thread of its own. */
    private static final EventLoopGroup WORKERS = Epoll.isAvailable()
            ? new EpollEventLoopGroup(2, new DefaultThreadFactory("syslog-workers", true))
            : new NioEventLoopGroup(2, new DefaultThreadFactory("syslog-workers", true));

    private final SyslogAddress address;
    private final AddressPolicy policy;
    private final TlsFiles files;
    private final SyslogTimes times;
    private volatile SyslogConnection current;
    private volatile boolean hungUp;

    SyslogStream(SyslogAddress address, AddressPolicy policy, TlsFiles files, SyslogTimes times) {
        this.address = address;
        this.policy = policy;
        this.files = files;
        this.times = times;
    }

    @Override
    public Sent send(byte[] messages, BooleanSupplier isLost) throws Exception {
        SyslogConnection connection = connection(isLost);
        connection.write(Unpooled.wrappedBuffer(messages)).sync();
        return new Sent(connection.confirmation(), connection.certificateEnd());
    }

    /** Where it ends from here on, the write fails; where it ended before, whoever waits for confirmations knows, and is asked. */
    private synchronized SyslogConnection connection(BooleanSupplier isLost) throws Exception {
        SyslogConnection before = current;
        boolean told = before == null || before.isOver();
        if (isLost.getAsBoolean()) {
            throw SyslogConnection.lost();
        }
        if (before != null && before.isActive()) {
            return before;
        }
        if (!told && before.abandon()) {
            throw SyslogConnection.lost();
        }
        return connect();
    }

    /** Over the first of its addresses that takes it. */
    private SyslogConnection connect() throws Exception {
        Iterator<InetSocketAddress> receivers = address.resolved(policy).iterator();
        while (true) {
            try {
                return connect(receivers.next());
            } catch (IOException unreachable) {
                if (hungUp || !receivers.hasNext()) {
                    throw unreachable;
                }
            }
        }
    }

    private SyslogConnection connect(InetSocketAddress receiver) throws Exception {
        Optional<SslHandler> tls = address.transport() == SyslogAddress.Transport.TLS
                ? Optional.of(new SslHandler(engine()))
                : Optional.empty();
        AcknowledgedBytes bytes = new AcknowledgedBytes();
        SyslogConnection connection = new SyslogConnection(times, bytes);
        current = connection;
        if (hungUp) {
            connection.hangUp();
        }
        new Bootstrap()
                .group(WORKERS)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, times.connectMillis())
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(bytes);
                        tls.ifPresent(channel.pipeline()::addLast);
                        channel.pipeline()
                                .addLast(new WriteTimeoutHandler(times.writeMillis(), TimeUnit.MILLISECONDS))
                                .addLast(connection);
                    }
                })
                .connect(receiver)
                .sync();
        if (tls.isPresent()) {
            tls.get().handshakeFuture().sync();
        }
        return connection;
    }

    /** TLS 1.2 or newer with the host name verified, always (RFC 5425 section 5.2). */
    private SSLEngine engine() throws DeliveryException {
        SSLEngine engine = files.context().createSSLEngine(address.host(), address.port());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A write in flight fails, and what is not confirmed stays so. */
    @Override
    public void hangUp() {
        hungUp = true;
        SyslogConnection connection = current;
        if (connection != null) {
            connection.hangUp();
        }
    }
}
