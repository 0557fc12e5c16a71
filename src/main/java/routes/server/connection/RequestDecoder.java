package routes.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Optional;

/**
 * Reads the requests of one HTTP/1 connection: strictly, within bounds, and one at a time. A body is looked at when somebody
 * {@linkplain #want wants} it, and the next request when the answer to the last one has gone out. Until then their bytes stay in the
 * socket, so that whoever sends what nobody reads waits for himself; of each connection no more than one read is held.
 */
public final class RequestDecoder extends HttpRequestDecoder {

    static final int MOST_LINE_BYTES = 4 * 1024;
    public static final int MOST_HEAD_BYTES = 16 * 1024;
    static final int MOST_FIELDS = 100;
    static final int MOST_TRAILERS = 16;

    private static final int CHUNK_BYTES = 8 * 1024;
    /** What sizes, extensions and line ends of chunks may take beside what is in them: a chunk of one byte needs five. */
    private static final int FRAMING_FOR_EACH_BYTE = 8;

    private static final int FRAMING_BYTES = 16 * 1024;

    private enum Phase {
        HEAD,
        BODY,
        ANSWER,
        REFUSED
    }

    private static final CountedHeaders FIELDS = new CountedHeaders(MOST_FIELDS);

    private final HeadLines lines = new HeadLines();
    private final ConnectionClock clock;
    private final UnreadAnswer answer;
    private ChannelHandlerContext channel;
    private Phase phase = Phase.HEAD;
    private boolean isWanted;
    private boolean isAnswered;
    private boolean isHeldBack;
    private boolean isTrailing;
    private long framingBytes;
    private long contentBytes;

    RequestDecoder(ConnectionClock clock, UnreadAnswer answer) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MOST_LINE_BYTES)
                .setMaxHeaderSize(MOST_HEAD_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setTrailersFactory(new CountedHeaders(MOST_TRAILERS)));
        this.clock = clock;
        this.answer = answer;
        answer.tell(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        clock.idle();
    }

    UnreadAnswer answer() {
        return answer;
    }

    /** The decoder of a connection; there is none over HTTP/2 but for the request that changed to it, nor where it is closed. */
    public static Optional<RequestDecoder> of(HttpConnection connection) {
        return Optional.ofNullable(
                ((ConnectionBase) connection).channel().pipeline().get(RequestDecoder.class));
    }

    /** Somebody reads the body of the request from here on. */
    public void want() {
        isWanted = true;
        if (isHeldBack && phase == Phase.BODY) {
            readOn();
        }
    }

    /** Nobody reads on: what is left of the body stays where it is. */
    void leave() {
        isWanted = false;
    }

    /**
     * The answer to the request is with the system, all of it. Other connections come first, before what else this one has sent: a
     * thousand requests in one packet would keep them waiting.
     */
    void answered() {
        if (phase == Phase.ANSWER) {
            channel.executor().execute(this::begin);
        } else {
            isAnswered = true;
            clock.lingering();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        switch (phase) {
            case REFUSED -> in.skipBytes(in.readableBytes());
            case ANSWER -> holdBack();
            case HEAD -> {
                clock.head();
                if (lines.areWellFormed(in)) {
                    take(context, in, out);
                } else {
                    refuse(out, 0);
                    in.skipBytes(in.readableBytes());
                }
            }
            case BODY -> {
                if (!isWanted) {
                    holdBack();
                } else if (isTrailing && !lines.areWellFormed(in)) {
                    refuse(out, out.size());
                    in.skipBytes(in.readableBytes());
                } else {
                    take(context, in, out);
                }
            }
        }
    }

    /** Netty's would read on where nothing came of the last read: without end on a connection that is held back. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        discardSomeReadBytes();
        context.fireChannelReadComplete();
    }

    private void take(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        Phase before = phase;
        int readable = in.readableBytes();
        int from = in.readerIndex();
        int first = out.size();
        super.decode(context, in, out);
        if (before == Phase.BODY && out.size() == first && HeadLines.areLastChunk(in, from, in.readerIndex())) {
            isTrailing = true;
            lines.trailers();
        }
        for (int i = first; i < out.size() && phase != Phase.REFUSED; i++) {
            note(out, i);
        }
        if (before == Phase.BODY && phase == Phase.BODY) {
            framingBytes += readable - in.readableBytes();
            if (framingBytes - contentBytes > FRAMING_BYTES + contentBytes * FRAMING_FOR_EACH_BYTE) {
                refuse(out, first);
            }
        }
    }

    private void note(List<Object> out, int index) {
        Object part = out.get(index);
        if (part instanceof HttpRequest request) {
            if (request.decoderResult().isFailure()) {
                phase = Phase.REFUSED;
                clock.malformed();
                return;
            }
            Optional<MalformedRequestException> broken = RequestRules.brokenBy(request);
            if (broken.isPresent()) {
                refuse(out, index, broken.get());
                return;
            }
            phase = Phase.BODY;
            isWanted = false;
            clock.body();
        }
        if (part instanceof HttpContent content) {
            contentBytes += content.content().readableBytes();
            if (content.decoderResult().isFailure()) {
                phase = Phase.REFUSED;
                clock.malformed();
            } else if (part instanceof LastHttpContent) {
                end();
            }
        }
    }

    private void end() {
        phase = Phase.ANSWER;
        clock.answering();
        if (isAnswered) {
            channel.executor().execute(this::begin);
        }
    }

    private void begin() {
        phase = Phase.HEAD;
        isAnswered = false;
        framingBytes = 0;
        contentBytes = 0;
        isTrailing = false;
        lines.reset();
        clock.idle();
        if (isHeldBack) {
            readOn();
        }
    }

    /** What has been read of the next request stays here, and nothing more is read. */
    private void holdBack() {
        isHeldBack = true;
        channel.channel().config().setAutoRead(false);
    }

    /** What was held back comes first, and the socket only where that was not enough. */
    private void readOn() {
        isHeldBack = false;
        try {
            channelRead(channel, Unpooled.EMPTY_BUFFER);
            channelReadComplete(channel);
            if (!isHeldBack) {
                channel.channel().config().setAutoRead(true);
            }
        } catch (Exception unreadable) {
            channel.fireExceptionCaught(unreadable);
        }
    }

    /** In the place of what was decoded from here on stands a request that cannot be read; nothing after it is looked at. */
    private void refuse(List<Object> out, int from) {
        refuse(out, from, new MalformedRequestException());
    }

    private void refuse(List<Object> out, int from, MalformedRequestException why) {
        while (out.size() > from) {
            ReferenceCountUtil.release(out.remove(out.size() - 1));
        }
        boolean isHead = phase == Phase.HEAD;
        phase = Phase.REFUSED;
        if (isHead) {
            clock.malformed();
            HttpMessage invalid = createInvalidMessage();
            invalid.setDecoderResult(DecoderResult.failure(why));
            out.add(invalid);
        } else {
            clock.malformedBody();
        }
    }

    @Override
    protected HttpMessage createMessage(String[] line) throws MalformedRequestException {
        HttpVersion version = HttpVersion.valueOf(line[2]);
        if (!version.text().equals(line[2])) {
            throw new MalformedRequestException();
        }
        return new DefaultHttpRequest(version, HttpMethod.valueOf(line[0]), line[1], FIELDS.newHeaders());
    }

    @Override
    protected HttpMessage createInvalidMessage() {
        DefaultFullHttpRequest invalid =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
        invalid.setDecoderResult(DecoderResult.failure(new MalformedRequestException()));
        return invalid;
    }

    /** Asked by netty to tell requests from responses; a request's body is what its head says. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return false;
    }
}
