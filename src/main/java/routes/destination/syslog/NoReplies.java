package routes.destination.syslog;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import org.apache.camel.component.netty.NettyCamelState;
import org.apache.camel.component.netty.NettyCamelStateCorrelationManager;

/** Brings no reply together with what it answers, as there are none; Camel's own would keep one message for each connection. */
public final class NoReplies implements NettyCamelStateCorrelationManager {

    @Override
    public void putState(Channel channel, NettyCamelState state) {
        // nothing will ask for it
    }

    @Override
    public void removeState(ChannelHandlerContext context, Channel channel) {
        // nothing was put
    }

    @Override
    public NettyCamelState getState(ChannelHandlerContext context, Channel channel, Object message) {
        return null;
    }

    @Override
    public NettyCamelState getState(ChannelHandlerContext context, Channel channel, Throwable cause) {
        return null;
    }
}
