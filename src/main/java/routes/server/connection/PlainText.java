package routes.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** Tells whoever speaks plain HTTP to a port with TLS so, in the language he speaks: a broken handshake would tell him nothing. */
final class PlainText extends ChannelInboundHandlerAdapter {

    /** The first byte of a TLS record that opens a handshake, RFC 8446 section 5.1. */
    private static final int HANDSHAKE = 22;

    private static final String BODY = "This port speaks TLS: the address has to begin with https://\n";
    private static final String ANSWER = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n"
            + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    private final ServerMetrics metrics;
    private boolean isTls;

    PlainText(ServerMetrics metrics) {
        this.metrics = metrics;
    }

    /** Whether a handshake has begun: a probe of the port, which sends nothing, has none that could fail. */
    boolean isTls() {
        return isTls;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (bytes.isReadable() && bytes.getUnsignedByte(bytes.readerIndex()) != HANDSHAKE) {
            bytes.release();
            metrics.cut(ServerMetrics.Cut.NOT_TLS);
            var unused = context.writeAndFlush(Unpooled.copiedBuffer(ANSWER, StandardCharsets.US_ASCII))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        isTls = true;
        context.pipeline().remove(this);
        context.fireChannelRead(message);
    }
}
