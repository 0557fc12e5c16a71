package routes.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import routes.deadletter.PutAside;
import routes.deliver.health.Counters;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.Health;
import routes.deliver.health.HealthFile;
import routes.destination.net.CertificateEnd;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/** What is seen of one integration while it delivers: its health, why, and its counters. Safe for several threads. */
public final class DeliveryState {

    /** So many connections in a row that ended with nothing confirmed are no passing trouble any more. */
    static final int LOSSES_IN_A_ROW = 3;

    private final Clock clock;
    private final Counters counters;
    private Health health = Health.UNKNOWN;
    private Reason reason;
    private Instant since;
    private Instant nextRetryAt;
    private Instant lastSuccessAt;
    /** When a request last failed so that it is repeated or waits. */
    private long troubledNanos = System.nanoTime();

    private final DeliveryWarnings warnings;
    private final Probes probes = new Probes();
    private final RefusalRun refusals = new RefusalRun();
    /** Whether the health is what it is because all that was sent was refused. */
    private boolean refusing;
    /** Whether anything was seen since the process began. */
    private boolean tried;

    private Throwable lastLoss;
    private int lossesInARow;
    private CompletableFuture<?> awaited;
    /** How many events wait for {@link #awaited}. */
    private int[] awaiting;

    private boolean unanswered;

    /** Of a lane, or an integration of which nothing was seen before. */
    public DeliveryState(Clock clock, Counters counters) {
        this.clock = clock;
        this.counters = counters;
        this.warnings = new DeliveryWarnings(clock);
        this.since = clock.instant();
    }

    /** @param before what was seen in the process before this one; it stands until something is tried */
    public DeliveryState(Clock clock, Counters counters, Optional<HealthFile.Seen> before) {
        this(clock, counters);
        before.ifPresent(seen -> {
            health = seen.health();
            reason = seen.reason();
            since = seen.since();
            lastSuccessAt = seen.lastSuccessAt();
        });
    }

    public synchronized void delivered(int events) {
        delivered(events, System.nanoTime());
    }

    /** @param requestedNanos when the request began, a {@link System#nanoTime} */
    synchronized void delivered(int events, long requestedNanos) {
        counters.add(Counters.ATTEMPTS, 1);
        counted(events);
        if (!isOvertaken(requestedNanos)) {
            succeeded();
        }
    }

    /** Whether another request was refused since one began: what that one delivered does not say that the destination is well again. */
    synchronized boolean isOvertaken(long requestedNanos) {
        return requestedNanos - troubledNanos < 0;
    }

    /** A request without a reply: its events count as delivered when {@code confirmation} completes. */
    synchronized void written(int events, CompletableFuture<?> confirmation, DeliveryMonitor monitor) {
        counters.add(Counters.ATTEMPTS, 1);
        // it can be reached: should the stream end before it confirms, the next probe is not minutes away
        probes.reset();
        if (confirmation != awaited) {
            awaited = confirmation;
            int[] waiting = new int[1];
            awaiting = waiting;
            CompletableFuture<?> unused = confirmation.whenComplete((done, lost) -> confirmed(waiting, lost, monitor));
        }
        awaiting[0] += events;
        if (confirmation.isDone() && !confirmation.isCompletedExceptionally()) {
            confirmed(awaiting, null, monitor);
        }
    }

    private synchronized void confirmed(int[] waiting, Throwable lost, DeliveryMonitor monitor) {
        if (lost == null && waiting[0] > 0) {
            counted(waiting[0]);
            succeeded();
            monitor.confirmed();
        } else if (lost instanceof DeliveryException said && lost != lastLoss) {
            // what was written before it is lost as well and says so in turn, but it is one failure
            lastLoss = lost;
            lossesInARow++;
            counters.add(Counters.FAILURES, 1);
            become(lossesInARow > LOSSES_IN_A_ROW ? Health.FAILING : Health.RETRYING, said.reason(), null);
            monitor.failed(said.rest(), said.reason());
        }
        waiting[0] = 0;
    }

    /** Events were left out of a request, and the rest of it was delivered; with 0 delivered there was no request. */
    synchronized void leftSomeOut(int delivered, int refused, Reason why) {
        if (delivered > 0) {
            delivered(delivered);
        } else {
            onlyRefused(refused, why);
        }
    }

    /** A reply that told events apart. */
    synchronized void settledPartly(int delivered, int refused, Reason why) {
        failed();
        if (delivered > 0) {
            counted(delivered);
            succeeded();
        }
        if (refused > 0) {
            refusals.add(refused, why);
        }
        if (delivered == 0) {
            onlyRefused(refused, why);
        }
    }

    /**
     * Nothing against the destination, which can be reached, but nothing arrives either. A bad event now and then among those that are
     * delivered is what dead letters are for, and leaves the health as it is.
     */
    private void onlyRefused(int refused, Reason why) {
        probes.reset();
        refusals.onlyRefused(refused);
        if (health != Health.HEALTHY || refusals.areMany()) {
            become(Health.FAILING, why, null);
            refusing = true;
        }
    }

    /** A request whose redeliveries are used up became dead letters; its attempts are counted already. */
    synchronized void gaveUp(Reason why) {
        become(Health.FAILING, why, null);
    }

    /** Events are on disk as dead letters. */
    synchronized void putAside(int events) {
        counters.add(Counters.REFUSED, events);
    }

    private void counted(int events) {
        counters.add(unanswered ? Counters.SENT : Counters.DELIVERED, events);
        lastSuccessAt = clock.instant();
    }

    private void succeeded() {
        probes.reset();
        refusals.reset();
        lossesInARow = 0;
        become(Health.HEALTHY, null, null);
    }

    /** A request that delivered nothing and is cut in two. */
    synchronized void failed() {
        counters.add(Counters.ATTEMPTS, 1);
        counters.add(Counters.FAILURES, 1);
    }

    /**
     * A request that delivered nothing and is repeated as it is; within a probe the integration stays failing.
     *
     * @param pause about how long until then
     */
    synchronized void retrying(Reason why, Duration pause) {
        troubledNanos = System.nanoTime();
        become(
                probes.areGoingOn() ? Health.FAILING : Health.RETRYING,
                why,
                clock.instant().plus(pause));
        failed();
    }

    /**
     * Nothing more is tried until the time returned: the next of the {@link Probes}, one for all requests that were under way together.
     *
     * @param begunNanos when the request's delivery was opened, a {@link System#nanoTime}
     */
    synchronized Instant parked(Verdict verdict, Reason why, Duration wish, long begunNanos) {
        troubledNanos = System.nanoTime();
        Instant next = clock.instant().plus(probes.next(wish, begunNanos));
        if (verdict != Verdict.AGAIN) {
            failed();
        }
        become(verdict == Verdict.AGAIN ? Health.FAILING : Health.ACTION_REQUIRED, why, next);
        return next;
    }

    /** Nothing is sent, though the destination may be well. */
    synchronized void waits(Reason why, Instant until) {
        become(Health.ACTION_REQUIRED, why, until);
    }

    /** See {@link DeliveryWarnings#connectedUntil}. */
    public synchronized void connectedUntil(CertificateEnd end) {
        warnings.connectedUntil(end);
    }

    /** Whether the destination never says what it has, so that what succeeds is sent and no more. */
    synchronized void unanswered(boolean never) {
        unanswered = never;
    }

    synchronized void startedAnew() {
        warnings.startedAnew();
    }

    synchronized void warned(Reason why) {
        warnings.warned(why);
    }

    synchronized void limited(int perSecond) {
        warnings.limited(perSecond);
    }

    /** Nothing is tried while paused, so nothing is seen either. */
    synchronized void paused() {
        nextRetryAt = null;
        probes.reset();
    }

    /** Whether this many more refusals for this reason make it the destination's fault. */
    synchronized boolean isRefusingEverything(Reason why, int more) {
        return refusals.areEverything(why, more);
    }

    /** Whether events wait for the destination, as far as was seen since the process began. */
    public synchronized boolean isTroubled() {
        return tried && !refusing && health != Health.HEALTHY && health != Health.UNKNOWN;
    }

    public synchronized boolean needsPerson() {
        return health == Health.ACTION_REQUIRED;
    }

    public synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    private void become(Health now, Reason why, Instant retryAt) {
        boolean same = health == now
                && (why == null ? reason == null : reason != null && why.code().equals(reason.code()));
        if (!same) {
            since = clock.instant();
        }
        health = now;
        reason = why;
        nextRetryAt = retryAt;
        tried = true;
        refusing = false;
    }

    /** For the next process. */
    public synchronized HealthFile.Seen seen() {
        return new HealthFile.Seen(health, reason, since, lastSuccessAt);
    }

    public synchronized DeliveryStatus status(long pending, Optional<Instant> oldestPendingAt, long deadLetters) {
        return new DeliveryStatus(
                health,
                reason == null ? warnings.first() : Optional.of(reason),
                since,
                Optional.ofNullable(nextRetryAt),
                Optional.ofNullable(lastSuccessAt),
                pending,
                oldestPendingAt,
                deadLetters,
                counters.value(Counters.DELIVERED),
                counters.value(Counters.SENT),
                counters.value(Counters.ATTEMPTS),
                counters.value(Counters.FAILURES),
                PutAside.NOTHING);
    }
}
