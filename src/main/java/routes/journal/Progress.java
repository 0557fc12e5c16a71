package routes.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Selection;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.Mark;
import routes.journal.segment.Segment;
import routes.journal.segment.Segments;

/**
 * How far a subscription has read, what of that is in somebody's hands, what is settled, in whatever order, and what of that is confirmed.
 * The cursor stands where everything before it is settled for good. Safe for several threads.
 */
final class Progress {

    /** Before this everything is settled for good. */
    private final Cursor cursor;
    /** Before this everything is settled, but for confirmations that are still to come. */
    private final Cursor settled;

    private final Segments segments;
    private final Runnable whenLost;
    private final ReadAhead ahead = new ReadAhead();
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final Outstanding outstanding = new Outstanding();
    /** What is settled of that which is still to be read. */
    private final SettledRanges settledBefore;
    /** Confirmations of events that are settled behind one that is not. */
    private final List<CompletableFuture<?>> confirmationsAhead = new ArrayList<>();

    private volatile boolean lost;
    private boolean confirmedSome;
    private long reading;
    /** Where reading was when all that had been read was handed out, or was nothing that is asked for. */
    private long handedOut;

    /** @param whenLost told when what was read has to be read again */
    Progress(Mark mark, List<SettledRange> settledBefore, Segments segments, Runnable whenLost) {
        this.whenLost = whenLost;
        this.cursor = new Cursor(mark);
        this.settled = new Cursor(mark);
        this.settledBefore = new SettledRanges(settledBefore);
        this.segments = segments;
        this.reading = mark.position();
        this.handedOut = reading;
    }

    long position() {
        return cursor.position();
    }

    synchronized long reading() {
        return reading;
    }

    boolean isLost() {
        return lost;
    }

    synchronized long pending(Selection selection) {
        return Math.max(0, cursor.pending(segments, selection) - settledAhead());
    }

    private long settledAhead() {
        return settledBefore.events() + (awaitsConfirmation() ? 0 : outstanding.settledAhead());
    }

    private boolean awaitsConfirmation() {
        return !unconfirmed.isEmpty() || !confirmationsAhead.isEmpty();
    }

    /** How many of these kinds are still to be settled, so without those that only wait for a confirmation. */
    synchronized long unsettled(Selection selection) {
        long ahead = lost ? 0 : settledBefore.events() + outstanding.settledAhead();
        return unsettledSince().pending(segments, selection) - ahead;
    }

    /** Where those begin. */
    synchronized long unsettledFrom() {
        return unsettledSince().position();
    }

    private Cursor unsettledSince() {
        return lost ? cursor : settled;
    }

    /** Whether so much was read beyond the first event that is not settled that no more is read before that one is. */
    synchronized boolean isFarAhead() {
        return ahead.isFull();
    }

    /** Whether nothing is in anybody's hands. */
    synchronized boolean isIdle() {
        return outstanding.isEmpty();
    }

    /** Notes that lines of a group were read up to {@code to}. */
    synchronized void walked(GroupEntry entry, long to, boolean nothingTaken) {
        boolean nothingOutstanding = settled.position() == reading;
        reading = to;
        if (nothingTaken) {
            handedOut = to;
        }
        if (nothingTaken && nothingOutstanding) {
            advance(entry, to);
            follow();
            ahead.clear();
        } else {
            ahead.add(entry);
        }
    }

    /** Notes what is handed out. Returned is what of it is not settled, by an earlier process or because it was passed over. */
    synchronized Optional<Batch> handOut(Batch read) {
        long settledTo = settled.position();
        List<Event> open = new ArrayList<>(read.size());
        for (Event event : read.events()) {
            boolean isSettled = event.position() < settledTo || settledBefore.take(event.position());
            outstanding.add(event.position(), isSettled);
            if (!isSettled) {
                open.add(event);
            }
        }
        handedOut = reading;
        if (open.size() == read.size()) {
            return Optional.of(read);
        }
        committed();
        return open.isEmpty() ? Optional.empty() : Optional.of(new Batch(open));
    }

    synchronized void settledBefore(long position) {
        outstanding.settleBefore(position);
        committed();
    }

    synchronized void settled(List<Event> events) {
        events.forEach(event -> outstanding.settle(event.position()));
        committed();
    }

    void settledBefore(long position, CompletableFuture<?> confirmation) {
        awaitConfirmation(() -> outstanding.settleBefore(position), confirmation);
    }

    void settled(List<Event> events, CompletableFuture<?> confirmation) {
        awaitConfirmation(() -> events.forEach(event -> outstanding.settle(event.position())), confirmation);
    }

    /** What settles and what it waits for are one step: between the two, another thread would move the cursor past it. */
    private void awaitConfirmation(Runnable settling, CompletableFuture<?> confirmation) {
        CompletableFuture<?> all = confirmation;
        boolean isNew;
        synchronized (this) {
            settling.run();
            if (outstanding.settledAhead() > 0 || !confirmationsAhead.isEmpty()) {
                confirmationsAhead.removeIf(earlier -> earlier.isDone() && !earlier.isCompletedExceptionally());
                confirmationsAhead.add(confirmation);
                all = Confirmations.allOf(confirmationsAhead);
            }
            settle(outstanding.front(handedOut));
            isNew = unconfirmed.add(all, settled.mark());
            forgetConfirmationsAhead();
        }
        if (isNew) {
            CompletableFuture<?> awaited = all;
            CompletableFuture<?> unused = all.whenComplete((done, failure) -> confirmed(awaited, failure != null));
        }
    }

    private void committed() {
        settle(outstanding.front(handedOut));
        forgetConfirmationsAhead();
        follow();
    }

    private void forgetConfirmationsAhead() {
        if (outstanding.settledAhead() == 0) {
            confirmationsAhead.clear();
        }
    }

    private synchronized void confirmed(CompletableFuture<?> confirmation, boolean failed) {
        if (!unconfirmed.isAwaited(confirmation)) {
            return;
        }
        if (failed) {
            loseAll();
        }
        if (!lost) {
            unconfirmed.settle(cursor);
            confirmedSome = true;
            follow();
        }
    }

    /** What was read since the cursor has to be read again, once it is in nobody's hands. */
    synchronized void loseAll() {
        lost = true;
        whenLost.run();
    }

    synchronized boolean confirmedSome() {
        boolean some = confirmedSome;
        confirmedSome = false;
        return some;
    }

    /** With nothing left to confirm, what is settled is settled for good. */
    private void follow() {
        if (unconfirmed.isEmpty() && !lost) {
            cursor.moveTo(settled.mark());
        }
    }

    private void settle(long position) {
        long to = Math.min(position, reading);
        while (!ahead.isEmpty() && settled.position() < to) {
            GroupEntry entry = ahead.first();
            advance(entry, Math.min(to, entry.end()));
            if (entry.end() > to) {
                return;
            }
            ahead.removeFirst();
        }
    }

    private void advance(GroupEntry entry, long to) {
        long base = segments.from(entry.position()).map(Segment::base).orElse(entry.position());
        settled.advance(entry, base, to);
    }

    /** Reading goes on from the cursor: what is not settled is handed out again, and where something was lost all that was. */
    synchronized void rewind() {
        settledBefore.passBy(reading);
        settledBefore.addBefore(settledOutOfOrder(Integer.MAX_VALUE));
        outstanding.clear();
        confirmationsAhead.clear();
        unconfirmed.clear();
        lost = false;
        settled.moveTo(cursor.mark());
        ahead.clear();
        reading = cursor.position();
        handedOut = reading;
    }

    private List<SettledRange> settledOutOfOrder(int most) {
        return lost || awaitsConfirmation() ? List.of() : outstanding.ranges(handedOut, most);
    }

    /** Passes over everything before a place; where something waits for a confirmation, all that was read is lost. */
    synchronized void skipTo(Mark mark) {
        cursor.moveTo(mark);
        if (awaitsConfirmation()) {
            loseAll();
            return;
        }
        outstanding.settleBefore(mark.position());
        settled.moveTo(mark);
        ahead.removeBefore(mark.position());
        reading = Math.max(reading, mark.position());
        handedOut = Math.max(handedOut, mark.position());
        committed();
    }

    /** @param ranges how many stretches that are settled out of order are kept at most */
    synchronized CursorState state(CursorState begun, Map<String, Long> counters, int ranges) {
        List<SettledRange> kept = new ArrayList<>(settledOutOfOrder(ranges));
        settledBefore.all().stream()
                .filter(range -> range.to() > cursor.position())
                .limit(ranges - kept.size())
                .forEach(kept::add);
        return new CursorState(begun.name(), cursor.position(), counters, kept);
    }
}
