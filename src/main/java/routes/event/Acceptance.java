package routes.event;

import java.util.List;

/**
 * What became of a request's events.
 *
 * @param lines the accepted events in the request's order, stripped, as the journal appends them
 * @param rejections the others, in the request's order
 * @param removedFields how many fields were left out of the accepted ones
 */
public record Acceptance(Lines lines, List<Rejection> rejections, int removedFields) {

    public int accepted() {
        return lines.count();
    }

    /** Whether anything was appended; where nothing was, the answer is a refusal. */
    public boolean isAnyAccepted() {
        return lines.count() > 0;
    }
}
