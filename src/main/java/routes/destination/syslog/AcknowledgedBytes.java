package routes.destination.syslog;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * At the head of a pipeline, so that what TLS adds counts too: how many bytes were handed to the socket, and how many of them the
 * peer's machine has acknowledged. Linux says that of each socket ({@code tcpi_bytes_acked} of tcp(7)'s TCP_INFO, since 4.1) where
 * it is netty's epoll that holds it; elsewhere nobody can be asked.
 */
final class AcknowledgedBytes extends ChannelDuplexHandler {

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    /** Where {@code struct tcp_info} of linux/tcp.h has it: 8 bytes, 24 numbers of 4 and 2 of 8 stand before. */
    private static final int OFFSET = 120;

    private static final RawUnixChannelOption INFO =
            new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, OFFSET + Long.BYTES);

    private final AtomicLong written = new AtomicLong();
    /** The handshake's own byte; 0 where the system does not count. */
    private long before;

    /** Handed to the socket until now; after a write that has succeeded its bytes are among them. From any thread. */
    long written() {
        return written.get();
    }

    /** Of these; all of them where the system does not say. Only on the event loop, and while the channel is active. */
    long acknowledged(Channel channel) {
        return before == 0 ? Long.MAX_VALUE : counted(channel) - before;
    }

    private static long counted(Channel channel) {
        if (!(channel instanceof EpollSocketChannel)) {
            return 0;
        }
        ByteBuffer info = channel.config().getOption(INFO);
        return info.order(ByteOrder.nativeOrder()).getLong(OFFSET);
    }

    @Override
    public void channelActive(ChannelHandlerContext connected) {
        before = counted(connected.channel());
        connected.fireChannelActive();
    }

    /** What comes here is bytes, from TLS or from the one handler there is. */
    @Override
    public void write(ChannelHandlerContext connected, Object message, ChannelPromise promise) {
        written.addAndGet(((ByteBuf) message).readableBytes());
        ChannelFuture unused = connected.write(message, promise);
    }
}
