package routes.journal.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The segments there are, oldest first. Readers see one list as it was at one moment. */
public final class Segments {

    private volatile List<Segment> all;

    public Segments(List<Segment> all) {
        this.all = List.copyOf(all);
    }

    public List<Segment> all() {
        return all;
    }

    /** Takes the place of an empty segment of the same position, if there is one. */
    synchronized void add(Segment segment) {
        List<Segment> next = new ArrayList<>(all);
        next.removeIf(other -> other.base() == segment.base());
        next.add(segment);
        all = List.copyOf(next);
    }

    public synchronized void remove(Segment segment) {
        List<Segment> next = new ArrayList<>(all);
        next.remove(segment);
        all = List.copyOf(next);
    }

    synchronized void replace(Segment old, Segment segment) {
        List<Segment> next = new ArrayList<>(all);
        next.replaceAll(other -> other == old ? segment : other);
        all = List.copyOf(next);
    }

    /** The segment that holds this position, else the first after it; empty at the journal's end. */
    public Optional<Segment> from(long position) {
        List<Segment> now = all;
        int low = 0;
        int high = now.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position < now.get(middle).end()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < now.size() ? Optional.of(now.get(low)) : Optional.empty();
    }

    /** The position of the first line there is, or of the next that will be. */
    public long start() {
        List<Segment> now = all;
        return now.isEmpty() ? 0 : now.get(0).base();
    }

    public Optional<Segment> newest() {
        List<Segment> now = all;
        return now.isEmpty() ? Optional.empty() : Optional.of(now.get(now.size() - 1));
    }

    public long end() {
        return newest().map(Segment::end).orElse(0L);
    }

    public long bytes() {
        return all.stream().mapToLong(Segment::length).sum();
    }
}
