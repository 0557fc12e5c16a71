package routes.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A set of {@link Kind}s: what an integration gets, what a group holds. Never changed. As text it is their numbers, with ranges:
 * {@code 2,9-10,64-66}; {@code all} or {@code none}.
 */
public final class Selection {

    private static final int WORD = Long.SIZE;
    private static final long[] NO_MORE = {};

    public static final Selection NONE = new Selection(0, NO_MORE);
    /** Every kind there can be, those of types that this release does not know as well. */
    public static final Selection ALL = all(kind -> true);
    /** The kinds of types that this release does not know. */
    public static final Selection UNKNOWN = all(kind -> !Kind.isKnown(kind));

    /** Kinds 0 to 63, one bit each: those of most events, and looked at without going anywhere. */
    private final long first;
    /** The kinds behind them, 64 a word; the last word is not zero. */
    private final long[] more;

    private Selection(long first, long[] more) {
        this.first = first;
        this.more = more;
    }

    private static Selection all(IntPredicate wanted) {
        BitSet kinds = new BitSet();
        IntStream.range(0, Kind.COUNT).filter(wanted).forEach(kinds::set);
        return of(kinds);
    }

    private static Selection of(BitSet kinds) {
        long[] words = kinds.toLongArray();
        return words.length == 0 ? NONE : new Selection(words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    /** The kinds of these types from this severity upwards. */
    public static Selection of(Collection<EventType> types, Severity minimum) {
        BitSet kinds = new BitSet();
        for (EventType type : types) {
            for (Severity severity : Severity.values()) {
                if (severity.compareTo(minimum) >= 0) {
                    kinds.set(Kind.of(type, severity));
                }
            }
        }
        return of(kinds);
    }

    /** The kinds of some lines; those of lines without one, below 0, are passed over. */
    public static Selection ofKinds(short[] kinds) {
        long low = 0;
        boolean isWide = false;
        for (short kind : kinds) {
            isWide |= kind >= WORD;
            low |= kind >= 0 && kind < WORD ? 1L << kind : 0;
        }
        return isWide ? ofWideKinds(kinds) : new Selection(low, NO_MORE);
    }

    private static Selection ofWideKinds(short[] kinds) {
        BitSet set = new BitSet();
        for (short kind : kinds) {
            if (kind >= 0) {
                set.set(kind);
            }
        }
        return of(set);
    }

    /** Kinds 0 to 63, one bit each: how releases that knew no others wrote a selection down. */
    @JsonCreator
    public static Selection ofWord(long word) {
        return new Selection(word, NO_MORE);
    }

    /** @throws IllegalArgumentException where the text is no selection */
    @JsonCreator
    public static Selection parse(String text) {
        return switch (text) {
            case "all" -> ALL;
            case "none" -> NONE;
            default -> {
                BitSet kinds = new BitSet();
                for (String range : text.split(",", -1)) {
                    add(range, kinds, text);
                }
                yield of(kinds);
            }
        };
    }

    private static void add(String range, BitSet kinds, String text) {
        if (!range.matches("\\d{1,4}(-\\d{1,4})?")) {
            throw wrong(text);
        }
        String[] ends = range.split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = Integer.parseInt(ends[ends.length - 1]);
        if (from > to || to >= Kind.COUNT) {
            throw wrong(text);
        }
        kinds.set(from, to + 1);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("selection = " + text + ": expected numbers of kinds from 0 to "
                + (Kind.COUNT - 1) + " and ranges of them, such as 2,9-10, or all or none; correct the route");
    }

    public boolean contains(int kind) {
        return kind < WORD ? kind >= 0 && (first >>> kind & 1) != 0 : hasMore(kind);
    }

    private boolean hasMore(int kind) {
        int word = kind / WORD - 1;
        return word < more.length && (more[word] >>> kind & 1) != 0;
    }

    /** Whether some kind is in both. */
    public boolean intersects(Selection other) {
        return (first & other.first) != 0 || (more.length > 0 && meets(other));
    }

    private boolean meets(Selection other) {
        for (int word = Math.min(more.length, other.more.length) - 1; word >= 0; word--) {
            if ((more[word] & other.more[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** This set and one kind more. */
    public Selection with(int kind) {
        BitSet kinds = bits();
        kinds.set(kind);
        return of(kinds);
    }

    /** The kinds that are in one of them, or in both. */
    public Selection or(Selection other) {
        BitSet kinds = bits();
        kinds.or(other.bits());
        return of(kinds);
    }

    /** The kinds that are in both. */
    public Selection and(Selection other) {
        BitSet kinds = bits();
        kinds.and(other.bits());
        return of(kinds);
    }

    /** The sum over its kinds of what was counted by kind; kinds behind the end of the counts count nothing. */
    public long sum(long[] byKind) {
        long sum = 0;
        for (int word = 0; word <= more.length && word * WORD < byKind.length; word++) {
            for (long left = word == 0 ? first : more[word - 1]; left != 0; left &= left - 1) {
                int kind = word * WORD + Long.numberOfTrailingZeros(left);
                sum += kind < byKind.length ? byKind[kind] : 0;
            }
        }
        return sum;
    }

    private BitSet bits() {
        long[] words = new long[1 + more.length];
        words[0] = first;
        System.arraycopy(more, 0, words, 1, more.length);
        return BitSet.valueOf(words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selection that && first == that.first && Arrays.equals(more, that.more);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first) * 31 + Arrays.hashCode(more);
    }

    @JsonValue
    @Override
    public String toString() {
        if (equals(ALL)) {
            return "all";
        }
        return equals(NONE) ? "none" : ranges(bits()).collect(Collectors.joining(","));
    }

    private static Stream<String> ranges(BitSet kinds) {
        return kinds.stream().filter(kind -> kind == 0 || !kinds.get(kind - 1)).mapToObj(kind -> {
            int last = kinds.nextClearBit(kind) - 1;
            return last == kind ? Integer.toString(kind) : kind + "-" + last;
        });
    }
}
