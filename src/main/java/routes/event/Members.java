package routes.event;

import java.util.Arrays;
import routes.event.json.Quotes;
import routes.event.json.ValueEnd;

/**
 * Finds the top-level members of a journal line. The line was checked when it was accepted and has no white space outside
 * strings, so this only counts brackets and skips strings; a damaged line ends the search early, never out of bounds.
 */
final class Members {

    private Members() {}

    /** Four offsets a member: name without quotes from, to; value from, to. */
    static int[] of(byte[] json, int from, int to) {
        int[] found = new int[80];
        int count = 0;
        int at = from + 1;
        while (at < to && json[at] == '"') {
            int nameEnd = Quotes.after(json, at, to) - 1;
            int value = Math.min(nameEnd + 2, to);
            int valueEnd = ValueEnd.of(json, value, to);
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count] = at + 1;
            found[count + 1] = nameEnd;
            found[count + 2] = value;
            found[count + 3] = valueEnd;
            count += 4;
            at = valueEnd + 1;
        }
        return Arrays.copyOf(found, count);
    }
}
