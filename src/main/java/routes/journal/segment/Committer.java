package routes.journal.segment;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all appends that are waiting, makes them durable with one sync, and answers them; while it
 * syncs, the next group gathers in the queue.
 */
public final class Committer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    /** How often an idle journal looks whether its newest segment is old enough to be closed. */
    private static final long IDLE_MILLIS = 60_000;
    /** How often one that cannot append tries whether it can. */
    private static final long TRIAL_MILLIS = 1_000;

    private final AppendQueue queue;
    private final Tail tail;
    private final FreeSpace freeSpace;
    private final Recent recent;
    private final Commits commits;
    private final JournalMetrics metrics;
    /** Why the last group failed; empty where it did not, or where a trial since then found that the disk takes data again. */
    private volatile Optional<Throwable> failure = Optional.empty();

    private int failedBytes;

    public Committer(
            AppendQueue queue, Tail tail, FreeSpace freeSpace, Recent recent, Commits commits, JournalMetrics metrics) {
        this.queue = queue;
        this.tail = tail;
        this.freeSpace = freeSpace;
        this.recent = recent;
        this.commits = commits;
        this.metrics = metrics;
    }

    @Override
    public void run() {
        while (!queue.isFinished()) {
            try {
                List<Append> group = queue.take(failure.isPresent() ? TRIAL_MILLIS : IDLE_MILLIS);
                if (!group.isEmpty()) {
                    commit(group);
                } else if (failure.isPresent()) {
                    tryAgain();
                } else if (!queue.isFinished()) {
                    tail.rollIfDue();
                }
            } catch (InterruptedException interrupted) {
                // an interrupt would close the channels under the writer; stopping is the queue's business
                LOG.debug("interrupt ignored by the journal's committer");
            } catch (IOException failure) {
                LOG.warn("could not begin a new segment while idle; the next append tries again", failure);
            } catch (Throwable failure) {
                // without this thread nothing would be accepted any more, and nobody told
                LOG.error(
                        "the journal's committer failed with {} and goes on",
                        failure.getClass().getName());
            }
        }
    }

    /** Why appends fail; empty where they do not. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Nobody posts to a router that is not ready, so it has to find out by itself that it is. */
    private void tryAgain() {
        try {
            freeSpace.check();
            tail.rollIfDue();
            tail.tryDisk(failedBytes);
            reportRecovered();
        } catch (IOException | RuntimeException | Error still) {
            failure = Optional.of(still);
        }
    }

    private void commit(List<Append> appends) {
        try {
            freeSpace.check();
            Group group = tail.commit(gather(appends));
            recent.add(group);
            commits.advance(group.entry().end());
            metrics.committed();
            reportRecovered();
        } catch (Throwable failure) {
            // an Error too: whoever waits for this group has to know, and the next group may well succeed
            try {
                failedBytes = bytes(appends);
                reportFailure(failure);
            } finally {
                answerAll(appends, failure);
            }
            return;
        }
        answerAll(appends, null);
    }

    private static int bytes(List<Append> appends) {
        int bytes = 0;
        for (Append append : appends) {
            bytes += append.lines().length();
        }
        return bytes;
    }

    private static GroupBuilder gather(List<Append> appends) {
        int lines = 0;
        for (Append append : appends) {
            lines += append.lines().count();
        }
        GroupBuilder group = new GroupBuilder(bytes(appends), lines);
        appends.forEach(append -> group.add(append.lines()));
        return group;
    }

    private static void answerAll(List<Append> appends, Throwable failure) {
        for (Append append : appends) {
            answer(append, failure);
        }
    }

    private static void answer(Append append, Throwable failure) {
        try {
            append.done().accept(failure);
        } catch (Throwable thrown) {
            LOG.error(
                    "an append's callback failed with {}; the journal goes on",
                    thrown.getClass().getName());
        }
    }

    /** Once for each time of trouble: under load there is a failed group every millisecond. */
    private void reportFailure(Throwable cause) {
        if (failure.isEmpty()) {
            LOG.error("the journal cannot append; it goes on by itself when the disk does", cause);
        }
        failure = Optional.of(cause);
    }

    private void reportRecovered() {
        if (failure.isPresent()) {
            failure = Optional.empty();
            LOG.info("the journal appends again");
        }
    }
}
