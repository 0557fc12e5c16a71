package routes.destination.syslog;

import io.netty.buffer.Unpooled;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.PromiseCombiner;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import routes.destination.net.AddressPolicy;
import routes.verdict.DeliveryException;

/** Sends each line of what is written as a datagram of its own (RFC 5426 section 3.1). */
final class SyslogDatagrams extends ChannelDuplexHandler {

    private final AddressPolicy policy;
    /** Why the system said that nobody takes what was sent; it says so some time after. */
    private Throwable refused;

    SyslogDatagrams(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        AddressedEnvelope<?, ?> envelope = (AddressedEnvelope<?, ?>) message;
        byte[] lines = (byte[]) envelope.content();
        InetSocketAddress recipient = (InetSocketAddress) envelope.recipient();
        if (recipient.isUnresolved()) {
            promise.setFailure(new UnknownHostException(recipient.getHostString()));
        } else if (refused != null) {
            promise.setFailure(refused);
            refused = null;
        } else {
            sendWhereAllowed(context, lines, recipient, promise);
        }
    }

    /** Nothing connects before a datagram is sent, so each asks. */
    private void sendWhereAllowed(
            ChannelHandlerContext context, byte[] lines, InetSocketAddress recipient, ChannelPromise promise) {
        try {
            policy.check(recipient.getHostString(), recipient.getPort(), recipient.getAddress());
        } catch (DeliveryException notAllowed) {
            promise.setFailure(notAllowed);
            return;
        }
        send(context, lines, recipient, promise);
    }

    private static void send(
            ChannelHandlerContext context, byte[] lines, InetSocketAddress recipient, ChannelPromise promise) {
        PromiseCombiner all = new PromiseCombiner(context.executor());
        int from = 0;
        for (int at = 0; at < lines.length; at++) {
            if (lines[at] == '\n') {
                all.add(context.write(new DatagramPacket(Unpooled.wrappedBuffer(lines, from, at - from), recipient)));
                from = at + 1;
            }
        }
        all.finish(promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    /** The peer's machine says that nobody listens: the next write hears of it, what was sent is gone. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        refused = failure;
    }
}
