package routes.journal;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all appends that are waiting, makes them durable with one sync, and answers them; while it
 * syncs, the next group gathers in the queue.
 */
final class Committer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    /** How often an idle journal looks whether its newest segment is old enough to be closed. */
    private static final long IDLE_MILLIS = 60_000;

    private final AppendQueue queue;
    private final Tail tail;
    private final FreeSpace freeSpace;
    private final Recent recent;
    private final Commits commits;
    private final JournalMetrics metrics;
    private boolean failing;

    Committer(
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
                List<Append> group = queue.take(IDLE_MILLIS);
                if (!group.isEmpty()) {
                    commit(group);
                } else if (!queue.isFinished()) {
                    tail.rollIfDue();
                }
            } catch (InterruptedException e) {
                // an interrupt would close the channels under the writer; stopping is the queue's business
                LOG.debug("interrupt ignored by the journal's committer");
            } catch (IOException e) {
                LOG.warn("could not begin a new segment while idle; the next append tries again", e);
            } catch (Throwable e) {
                // without this thread nothing would be accepted any more, and nobody told
                LOG.error(
                        "the journal's committer failed with {} and goes on",
                        e.getClass().getName());
            }
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
        } catch (Throwable e) {
            // an Error too: whoever waits for this group has to know, and the next group may well succeed
            answerAll(appends, e);
            reportFailure(e);
            return;
        }
        answerAll(appends, null);
    }

    private static GroupBuilder gather(List<Append> appends) {
        int bytes = 0;
        int lines = 0;
        for (Append append : appends) {
            bytes += append.lines().length();
            lines += append.lines().count();
        }
        GroupBuilder group = new GroupBuilder(bytes, lines);
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
        } catch (Throwable e) {
            LOG.error(
                    "an append's callback failed with {}; the journal goes on",
                    e.getClass().getName());
        }
    }

    /** Once for each time of trouble: under load there is a failed group every millisecond. */
    private void reportFailure(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.error("the journal cannot append; it goes on by itself when the disk does", failure);
        }
    }

    private void reportRecovered() {
        if (failing) {
            failing = false;
            LOG.info("the journal appends again");
        }
    }
}
