package routes.destination.syslog;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import routes.destination.net.CertificateEnd;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;

/**
 * One connection and what was written to it. What was written within {@value #SLOT_MILLIS} ms shares a confirmation, which
 * completes when the connection has stood for the whole time after the last of it. A peer that takes no bytes stops that clock:
 * a connection that only stands because nobody reads confirms nothing, so a write that waited begins the time anew for all.
 */
final class SyslogConnection extends ChannelDuplexHandler {

    private static final int SLOT_MILLIS = 50;
    /** A write that takes longer waits for the peer. */
    private static final long WAITING_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Reason ENDED = new Reason(
            "connection_lost",
            "The connection ended before what was sent last counted as delivered; it is sent again.",
            "Where this repeats, see why the receiver or something between ends connections.");

    /** The same object for all that is lost with this connection, because it is one failure. */
    private final DeliveryException lost = lost();

    private final long confirmAfterNanos;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> open;
    private long openSince;
    private long writingSince;
    private boolean writing;
    private long notBefore;
    private boolean ended;
    private boolean lostSome;
    private volatile boolean over;
    private volatile boolean ours;
    private volatile ChannelHandlerContext context;
    private volatile CertificateEnd certificateEnd;

    SyslogConnection(Duration confirmAfter) {
        confirmAfterNanos = confirmAfter.toNanos();
        notBefore = System.nanoTime();
    }

    /** Completes when what was written until now counts as delivered; exceptionally where the connection ends before. */
    CompletableFuture<Void> confirmation() {
        CompletableFuture<Void> slot;
        synchronized (this) {
            long now = System.nanoTime();
            if (!ended && open != null && now - openSince <= TimeUnit.MILLISECONDS.toNanos(SLOT_MILLIS)) {
                return open;
            }
            slot = new CompletableFuture<>();
            if (!ended) {
                open = slot;
                openSince = now;
                waiting.addLast(slot);
                look(slot, confirmAfterNanos + TimeUnit.MILLISECONDS.toNanos(SLOT_MILLIS));
                return slot;
            }
        }
        fail(slot);
        return slot;
    }

    /** What a write hears when something that was written before it is lost. */
    static DeliveryException lost() {
        return DeliveryException.again(ENDED, null);
    }

    boolean isActive() {
        ChannelHandlerContext connected = context;
        return connected != null && connected.channel().isActive();
    }

    /** The future's success is that the bytes are with the system. */
    ChannelFuture write(ByteBuf messages) {
        return context.channel().writeAndFlush(messages);
    }

    /** Whether it has ended, and all that waits for a confirmation knows. */
    boolean isOver() {
        return over;
    }

    /** Gives it up for a new one; says whether something that was written is lost with it. */
    boolean abandon() {
        end(context);
        endWaiting();
        synchronized (this) {
            return lostSome;
        }
    }

    /** When the certificates of the connection end; null where it has none. */
    CertificateEnd certificateEnd() {
        return certificateEnd;
    }

    /** Ends it, or keeps it from being made; what waits is then told that it was our doing. */
    void hangUp() {
        ours = true;
        end(context);
    }

    private static void end(ChannelHandlerContext connected) {
        if (connected != null) {
            ChannelFuture unused = connected.close();
        }
    }

    private void look(CompletableFuture<Void> slot, long nanos) {
        Future<?> unused = context.executor().schedule(() -> stood(slot), nanos, TimeUnit.NANOSECONDS);
    }

    private void stood(CompletableFuture<Void> slot) {
        synchronized (this) {
            long now = System.nanoTime();
            if (ended) {
                return;
            }
            boolean stuck = writing && now - writingSince > WAITING_NANOS;
            if (stuck || now < notBefore) {
                look(slot, stuck ? confirmAfterNanos : notBefore - now);
                return;
            }
            waiting.removeIf(one -> one == slot);
        }
        slot.complete(null);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        if (ours) {
            end(added);
        }
    }

    @Override
    public void write(ChannelHandlerContext connected, Object message, ChannelPromise promise) {
        synchronized (this) {
            writing = true;
            writingSince = System.nanoTime();
        }
        ChannelFuture unused = connected.write(message, promise.unvoid().addListener(done -> written()));
    }

    private synchronized void written() {
        writing = false;
        long now = System.nanoTime();
        if (now - writingSince > WAITING_NANOS) {
            notBefore = now + confirmAfterNanos;
        }
    }

    /** A syslog receiver has nothing to say. */
    @Override
    public void channelRead(ChannelHandlerContext connected, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext connected) {
        endWaiting();
        over = true;
    }

    private void endWaiting() {
        Deque<CompletableFuture<Void>> unconfirmed;
        synchronized (this) {
            ended = true;
            lostSome |= !waiting.isEmpty();
            unconfirmed = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        unconfirmed.forEach(this::fail);
    }

    private void fail(CompletableFuture<Void> slot) {
        slot.completeExceptionally(ours ? new CancellationException("the sink stops") : lost);
    }

    /** What goes wrong ends the connection; whoever writes or waits hears of it by that. */
    @Override
    public void exceptionCaught(ChannelHandlerContext connected, Throwable failure) {
        end(connected);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext connected, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            SslHandler tls = connected.pipeline().get(SslHandler.class);
            certificateEnd = CertificateEnd.of(tls.engine().getSession()).orElse(null);
        }
        super.userEventTriggered(connected, event);
    }
}
