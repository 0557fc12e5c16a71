package routes.deliver.again;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deadletter.DeadLetter;
import routes.deadletter.DeadLetterFile;
import routes.deadletter.DeadLetterFilter;
import routes.deadletter.DeadLetterLines;
import routes.deadletter.DeadLetters;
import routes.deliver.DeliverySettings;
import routes.deliver.DeliveryState;
import routes.event.Batch;
import routes.journal.camel.JournalEndpoint;
import routes.verdict.Refusal;

/**
 * Sends dead letters through the integration's sink once more, a batch at a time. A line leaves the file when its event is
 * delivered; one that is refused again is first written anew, with the new reason. So at any moment an event is a dead letter
 * or delivered. Holds one batch.
 */
final class Redrive implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);

    private final DeadLetters deadLetters;
    private final DeadLetterFile file;
    private final DeadLetterFilter filter;
    private final DeliverySettings settings;
    private final DeliveryState state;
    private final Function<Batch, Exchange> route;
    private final LongConsumer redriven;
    private final long events;
    private final LettersInFlight inFlight = new LettersInFlight();

    private volatile boolean stopped;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    /** One for each wish to go on now. */
    private final Semaphore wake = new Semaphore(0);

    private volatile String phase = "running";

    /**
     * @param route sends a batch and returns its exchange
     * @param redriven counts what was delivered
     */
    Redrive(
            DeadLetters deadLetters,
            DeadLetterFilter filter,
            long events,
            DeliverySettings settings,
            DeliveryState state,
            Function<Batch, Exchange> route,
            LongConsumer redriven) {
        this.deadLetters = deadLetters;
        this.file = deadLetters.file(settings.integration());
        this.filter = filter;
        this.events = events;
        this.settings = settings;
        this.state = state;
        this.route = route;
        this.redriven = redriven;
    }

    RedriveStatus status() {
        return new RedriveStatus(phase, events, delivered.get(), refused.get(), state.reason());
    }

    @Override
    public void run() {
        file.keep();
        String end = "stopped";
        try (DeadLetterLines lines = file.lines()) {
            end = redriveAll(lines) ? "done" : "stopped";
        } catch (InterruptedException stopped) {
            LOG.debug("the redrive of {} was stopped", settings.integration());
        } catch (IOException | RuntimeException | ExecutionException failure) {
            LOG.error(
                    "the redrive of {} failed with {}; what it did not come to stays a dead letter",
                    settings.integration(),
                    failure.getClass().getName());
        } finally {
            file.release();
            phase = end;
        }
    }

    /** Whether it came to the end: a destination that needs a person is not asked for the others. */
    private boolean redriveAll(DeadLetterLines lines) throws IOException, InterruptedException, ExecutionException {
        while (!stopped) {
            if (inFlight.isEmpty()) {
                inFlight.read(lines, filter, settings);
            }
            if (inFlight.isEmpty()) {
                return true;
            }
            Exchange answered = route.apply(inFlight.batch());
            if (answered.getException() != null) {
                return false;
            }
            settle(answered);
            Instant next = answered.getProperty(JournalEndpoint.RETRY_AT, Instant.class);
            if (next != null && state.needsPerson()) {
                return false;
            }
            await(next);
        }
        return false;
    }

    /** The store of its lane. */
    void refusedAgain(List<Refusal> refusals) throws IOException {
        deadLetters.refusedAgain(settings.integration(), inFlight.refused(refusals));
        refused.addAndGet(refusals.size());
    }

    private void settle(Exchange answered) throws IOException, InterruptedException, ExecutionException {
        List<DeadLetter> done = inFlight.delivered(answered.getProperty(JournalEndpoint.REMAINING, Batch.class));
        CompletableFuture<?> confirmation = answered.getProperty(JournalEndpoint.CONFIRMATION, CompletableFuture.class);
        if (confirmation != null && !done.isEmpty()) {
            confirmation.get();
        }
        file.remove(done);
        delivered.addAndGet(done.size());
        redriven.accept(done.size());
    }

    private void await(Instant next) throws InterruptedException {
        wake.drainPermits();
        long millis = next == null ? 0 : Duration.between(Instant.now(), next).toMillis();
        if (millis > 0 && !stopped) {
            phase = RedriveStatus.WAITING;
            boolean hurried = wake.tryAcquire(millis, TimeUnit.MILLISECONDS);
            LOG.debug("the redrive of {} goes on, hurried: {}", settings.integration(), hurried);
            phase = "running";
        }
    }

    void stop() {
        stopped = true;
        wake.release();
    }

    /** Ends a wait now. */
    void wake() {
        wake.release();
    }
}
