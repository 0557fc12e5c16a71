package routes.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Puts our decoder, its clock and the watch over the answers into the pipelines of HTTP/1 connections. */
public final class Http1Bounds {

    /** Vert.x's names in a server's pipeline. */
    private static final String DECODER = "httpDecoder";

    private static final String CONNECTION = "handler";

    private final ServerTimes times;
    private final ServerMetrics metrics;
    private final AtomicLong unread;
    private final long mostUnread;

    /**
     * @param unread bytes of answers that are with no client yet
     * @param mostUnread of them
     */
    public Http1Bounds(ServerTimes times, ServerMetrics metrics, AtomicLong unread, long mostUnread) {
        this.times = times;
        this.metrics = metrics;
        this.unread = unread;
        this.mostUnread = mostUnread;
    }

    /** For each connection that Vert.x has made, of which those of HTTP/2 have their bounds in its options. */
    public void watch(HttpConnection connection) {
        if (connection instanceof Http1xServerConnection http) {
            ChannelPipeline pipeline = http.channel().pipeline();
            pipeline.addBefore(CONNECTION, "answer", decoder(pipeline).answer());
        }
    }

    /** With HTTP/2 on the same port Vert.x tells by the first bytes what a client speaks, and has read a request before it says so. */
    void watchFirstBytes(ChannelPipeline pipeline) {
        pipeline.addFirst(new FirstBytes());
    }

    private RequestDecoder decoder(ChannelPipeline pipeline) {
        if (pipeline.get(DECODER) instanceof RequestDecoder ours) {
            return ours;
        }
        UnreadAnswer answer = new UnreadAnswer(unread, mostUnread, metrics);
        ConnectionClock clock = new ConnectionClock(pipeline.channel(), times, metrics, answer);
        RequestDecoder ours = new RequestDecoder(clock, answer);
        pipeline.replace(DECODER, DECODER, ours);
        return ours;
    }

    /**
     * Waits for what tells HTTP/2 from HTTP/1. For the latter Vert.x is shown a byte that makes it begin, and our decoder takes the place of
     * the one that has that byte.
     */
    private final class FirstBytes extends ChannelInboundHandlerAdapter {

        private static final String HTTP_2 = "PRI";

        private ByteBuf first = Unpooled.EMPTY_BUFFER;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            first = Unpooled.wrappedBuffer(first, (ByteBuf) message);
            String seen = first.toString(
                    first.readerIndex(), Math.min(first.readableBytes(), HTTP_2.length()), StandardCharsets.ISO_8859_1);
            if (seen.equals(HTTP_2)) {
                handOn(context);
            } else if (!HTTP_2.startsWith(seen)) {
                context.fireChannelRead(Unpooled.wrappedBuffer(new byte[] {'G'}));
                context.pipeline().replace(DECODER, DECODER, new Drop());
                decoder(context.pipeline());
                handOn(context);
            }
        }

        private void handOn(ChannelHandlerContext context) {
            ByteBuf all = first;
            first = Unpooled.EMPTY_BUFFER;
            context.pipeline().remove(this);
            context.fireChannelRead(all);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            first.release();
            first = Unpooled.EMPTY_BUFFER;
            context.fireChannelInactive();
        }
    }

    /** Takes what the decoder before it had left over. */
    private static final class Drop extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
