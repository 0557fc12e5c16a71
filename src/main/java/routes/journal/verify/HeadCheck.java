package routes.journal.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import routes.event.Amount;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.KeyRing;

/** Holds heads that were kept elsewhere against a journal that is being walked through. */
final class HeadCheck {

    private final NavigableMap<Long, List<JournalHead>> open = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private long found;
    private long older;

    HeadCheck(List<JournalHead> heads, KeyRing keys) {
        for (JournalHead head : heads) {
            if (!keys.isEmpty() && !head.isSignedBy(keys)) {
                faults.add(name(head) + " is " + (head.isSigned() ? "not signed by any of the keys" : "not signed")
                        + ": somebody without a key made or changed it, or the key is missing");
            } else {
                open.computeIfAbsent(head.position(), position -> new ArrayList<>())
                        .add(head);
            }
        }
    }

    /** Where the journal begins now: what is older was deleted by retention, and nothing can be said of it. */
    void begins(long base, byte[] chainFrom) {
        NavigableMap<Long, List<JournalHead>> before = open.headMap(base, false);
        older += before.values().stream().mapToLong(List::size).sum();
        before.clear();
        compare(base, chainFrom, false);
    }

    /** A group that was found right. */
    void group(GroupEntry entry, byte[] chainValue) {
        Map<Long, List<JournalHead>> within = open.subMap(entry.position(), false, entry.end(), false);
        for (List<JournalHead> heads : within.values()) {
            if (entry.recovered()) {
                older += heads.size();
            } else {
                heads.forEach(head -> faults.add(name(head) + " ends within lines that were committed together"));
            }
        }
        within.clear();
        compare(entry.end(), chainValue, entry.recovered());
    }

    /** @param isAnew whether the index before it was lost, so that the chain is another one though the lines may be the same */
    private void compare(long position, byte[] chainValue, boolean isAnew) {
        List<JournalHead> heads = open.getOrDefault(position, List.of());
        for (JournalHead head : heads) {
            if (Arrays.equals(head.chain(), chainValue)) {
                found++;
            } else if (isAnew) {
                older++;
            } else {
                faults.add(name(head)
                        + " has another chain value there: it is of another journal, or this one was written anew");
            }
        }
        open.remove(position);
    }

    /** What is wrong, once the journal was walked through to {@code end}; 0 where its end could not be checked. */
    List<String> faults(long end) {
        List<String> all = new ArrayList<>(faults);
        for (JournalHead head : open.values().stream().flatMap(List::stream).toList()) {
            all.add(
                    end > 0 && head.position() > end
                            ? name(head) + " is behind the journal's end at " + end + ": "
                                    + Amount.of(head.position() - end, "byte was", "bytes were")
                                    + " cut off, or this is another journal"
                            : name(head) + " stands where this journal cannot be checked, see above");
        }
        return all;
    }

    /** Heads that this journal goes on from. */
    long found() {
        return found;
    }

    /** Heads of which nothing can be said: before the first segment, or in what a start found without index. */
    long older() {
        return older;
    }

    private static String name(JournalHead head) {
        return "the head of " + head.time() + " at position " + head.position();
    }
}
