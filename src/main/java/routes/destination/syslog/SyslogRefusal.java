package routes.destination.syslog;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import routes.verdict.DeliveryException;

/** Stands in a connection that must not be used: whoever writes hears why, and the next write tries a new one. */
final class SyslogRefusal extends ChannelOutboundHandlerAdapter {

    private final DeliveryException why;

    SyslogRefusal(DeliveryException why) {
        this.why = why;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        promise.setFailure(why);
        ChannelFuture unused = context.close();
    }
}
