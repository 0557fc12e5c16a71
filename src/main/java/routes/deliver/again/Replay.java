package routes.deliver.again;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import routes.event.Selection;

/**
 * A stretch of the journal that is delivered to one integration again.
 *
 * @param state running, done or cancelled
 * @param since accepted at this time or later
 * @param until accepted before this time
 * @param selection the kinds it is about
 * @param from position in the journal
 * @param to position behind it
 * @param total events it is about
 * @param done of them delivered
 * @param refused of them refused for good; they are dead letters
 * @param endedAt empty while it runs
 */
public record Replay(
        String id,
        String state,
        String since,
        String until,
        @JsonProperty("event_types") List<String> eventTypes,
        Selection selection,
        long from,
        long to,
        long total,
        long bytes,
        long done,
        long refused,
        @JsonProperty("started_at") String startedAt,
        @JsonProperty("ended_at") String endedAt) {

    static final String RUNNING = "running";

    boolean isRunning() {
        return state.equals(RUNNING);
    }

    Replay with(String newState, long nowDone, long nowRefused, String end) {
        return new Replay(
                id,
                newState,
                since,
                until,
                eventTypes,
                selection,
                from,
                to,
                total,
                bytes,
                nowDone,
                nowRefused,
                startedAt,
                end);
    }
}
