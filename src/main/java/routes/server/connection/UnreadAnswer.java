package routes.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches the answers of one HTTP/1 connection on their way out: the next request has its turn when the last answer is out, and a client
 * that takes nothing, or would leave more unread than all may, is cut off.
 */
final class UnreadAnswer extends ChannelOutboundHandlerAdapter {

    /** Of one connection that is never cut off for what others leave unread: an answer to events is a hundred bytes. */
    private static final long SMALL_BYTES = 64 * 1024;

    private final AtomicLong all;
    private final long mostOfAll;
    private final ServerMetrics metrics;
    private RequestDecoder decoder;
    private ChannelHandlerContext context;
    private long own;
    private long seenPending;
    private long seenProgress;
    private long movedAt;

    /**
     * @param all bytes of answers that are with no client yet, of all connections
     * @param mostOfAll of them
     */
    UnreadAnswer(AtomicLong all, long mostOfAll, ServerMetrics metrics) {
        this.all = all;
        this.mostOfAll = mostOfAll;
        this.metrics = metrics;
    }

    void tell(RequestDecoder turns) {
        decoder = turns;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise written) {
        boolean isLast = message instanceof LastHttpContent && !isInterim(message);
        long bytes = bytes(message);
        own += bytes;
        if (all.addAndGet(bytes) > mostOfAll && own > SMALL_BYTES) {
            metrics.cut(ServerMetrics.Cut.SLOW_READER);
            var unusedClose = writing.channel().close();
        }
        var unusedWrite = writing.write(message, written.unvoid().addListener(out -> {
            own -= bytes;
            all.addAndGet(-bytes);
            if (isLast && out.isSuccess()) {
                decoder.answered();
            }
        }));
    }

    /** Whether there is something to send and not a byte of it has gone for so long. */
    boolean isStalled(long millis) {
        ChannelOutboundBuffer buffer =
                context == null ? null : context.channel().unsafe().outboundBuffer();
        if (buffer == null || buffer.isEmpty()) {
            seenPending = 0;
            return false;
        }
        long pending = buffer.totalPendingWriteBytes();
        long progress = buffer.currentProgress();
        if (pending != seenPending || progress != seenProgress) {
            seenPending = pending;
            seenProgress = progress;
            movedAt = System.nanoTime();
            return false;
        }
        return System.nanoTime() - movedAt > TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private static long bytes(Object message) {
        if (message instanceof ByteBufHolder holder) {
            return holder.content().readableBytes();
        }
        return message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    }
}
