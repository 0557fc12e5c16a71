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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import routes.destination.net.CertificateEnd;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;

/**
 * One connection and what was written to it. What was written within {@value #SLOT_MILLIS} ms shares a confirmation, which
 * completes when the peer's machine has acknowledged every byte of it, and the connection has stood for the whole time after the
 * last. A peer that takes no bytes stops that clock: a connection that only stands because nobody reads confirms nothing, so a write
 * that waited begins the time anew for all. One that acknowledges nothing for as long as a write may take is given up.
 */
final class SyslogConnection extends ChannelDuplexHandler {

    private static final int SLOT_MILLIS = 50;
    private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(SLOT_MILLIS);
    /** A write that takes longer waits for the peer. */
    private static final long WAITING_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Reason ENDED = new Reason(
            "connection_lost",
            "The connection ended before what was sent last counted as delivered; it is sent again.",
            "Where this repeats, see why the receiver or something between ends connections.");

    /** The same object for all that is lost with this connection, because it is one failure. */
    private final DeliveryException lost = lost();

    private final AcknowledgedBytes bytes;
    private final long confirmAfterNanos;
    private final long silenceNanos;
    private final Deque<Slot> waiting = new ArrayDeque<>();
    private long acknowledged;
    private long acknowledgedAt;
    private long writingSince;
    private boolean writing;
    private long notBefore;
    private boolean ended;
    private boolean lostSome;
    private volatile boolean over;
    private volatile boolean ours;
    private volatile ChannelHandlerContext context;
    private volatile CertificateEnd certificateEnd;

    /**
     * What was written until one moment.
     *
     * @param end of it, in bytes of the whole connection
     */
    private record Slot(CompletableFuture<Void> confirmation, long since, AtomicLong end) {}

    SyslogConnection(SyslogTimes times, AcknowledgedBytes bytes) {
        this.bytes = bytes;
        confirmAfterNanos = times.confirmAfter().toNanos();
        silenceNanos = TimeUnit.MILLISECONDS.toNanos(times.writeMillis());
        notBefore = System.nanoTime();
    }

    /** Completes when what was written until now counts as delivered; exceptionally where the connection ends before. */
    CompletableFuture<Void> confirmation() {
        CompletableFuture<Void> confirmation = new CompletableFuture<>();
        synchronized (this) {
            long now = System.nanoTime();
            Slot last = waiting.peekLast();
            if (last != null && now - last.since() <= SLOT_NANOS) {
                last.end().set(bytes.written());
                return last.confirmation();
            }
            if (!ended) {
                waiting.addLast(new Slot(confirmation, now, new AtomicLong(bytes.written())));
                if (last == null) {
                    look(confirmAfterNanos + SLOT_NANOS);
                }
                return confirmation;
            }
        }
        fail(confirmation);
        return confirmation;
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

    private void look(long nanos) {
        Future<?> unused = context.executor().schedule(this::confirm, nanos, TimeUnit.NANOSECONDS);
    }

    /** Completes what is due and acknowledged. One look at a time is under way while anything waits. */
    private void confirm() {
        List<Slot> confirmed = new ArrayList<>();
        synchronized (this) {
            long now = System.nanoTime();
            if (ended || !isActive()) {
                return;
            }
            boolean stuck = writing && now - writingSince > WAITING_NANOS;
            if (stuck || now < notBefore) {
                look(stuck ? Math.max(confirmAfterNanos, SLOT_NANOS) : notBefore - now);
                return;
            }
            takeAcknowledged(now);
            while (!waiting.isEmpty()
                    && due(waiting.peekFirst()) <= now
                    && waiting.peekFirst().end().get() <= acknowledged) {
                confirmed.add(waiting.removeFirst());
            }
            lookAgain(now);
        }
        confirmed.forEach(slot -> slot.confirmation().complete(null));
    }

    private void takeAcknowledged(long now) {
        long told = bytes.acknowledged(context.channel());
        if (told > acknowledged) {
            acknowledged = told;
            acknowledgedAt = now;
        }
    }

    /** Whether the first that waits has been due and unacknowledged for too long decides whether it is worth waiting. */
    private void lookAgain(long now) {
        Slot first = waiting.peekFirst();
        if (first == null) {
            return;
        }
        if (due(first) > now) {
            look(due(first) - now);
        } else if (now - Math.max(acknowledgedAt, first.since()) > silenceNanos) {
            end(context);
        } else {
            look(SLOT_NANOS);
        }
    }

    private long due(Slot slot) {
        return slot.since() + SLOT_NANOS + confirmAfterNanos;
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
        List<Slot> unconfirmed;
        synchronized (this) {
            ended = true;
            lostSome |= !waiting.isEmpty();
            unconfirmed = List.copyOf(waiting);
            waiting.clear();
        }
        unconfirmed.forEach(slot -> fail(slot.confirmation()));
    }

    private void fail(CompletableFuture<Void> confirmation) {
        confirmation.completeExceptionally(ours ? new CancellationException("the sink stops") : lost);
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
