package routes.destination.syslog;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import routes.destination.net.AddressPolicy;
import routes.verdict.DeliveryException;

/** Asks the operator's policy before a connection is made, with the address that the name resolved to. */
final class SyslogAddressCheck extends ChannelOutboundHandlerAdapter {

    private final AddressPolicy policy;

    SyslogAddressCheck(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void connect(
            ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise promise)
            throws Exception {
        if (remote instanceof InetSocketAddress address && address.getAddress() != null) {
            try {
                policy.check(address.getHostString(), address.getPort(), address.getAddress());
            } catch (DeliveryException refused) {
                promise.setFailure(refused);
                return;
            }
        }
        super.connect(context, remote, local, promise);
    }
}
