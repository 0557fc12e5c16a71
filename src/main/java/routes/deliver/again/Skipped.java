package routes.deliver.again;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A stretch of the journal that {@code max_backlog} passed over.
 *
 * @param from position in the journal
 * @param to position behind it
 * @param since when its first events were accepted
 * @param until when its last were
 * @param events selected ones
 * @param byType the same by event type
 */
public record Skipped(
        String id,
        long from,
        long to,
        String since,
        String until,
        long events,
        @JsonProperty("by_type") Map<String, Long> byType) {}
