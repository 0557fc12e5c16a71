package routes.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import routes.event.filter.Filter;

/**
 * Which dead letters are meant; what is empty does not narrow.
 *
 * @param ids of events
 * @param since refused at this time or later
 * @param until refused before this time
 * @param fields of an integration; a letter that is damaged passes none
 */
public record DeadLetterFilter(
        Set<String> ids, Optional<String> reason, Optional<Instant> since, Optional<Instant> until, Filter fields) {

    public static final DeadLetterFilter ALL =
            new DeadLetterFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public DeadLetterFilter(
            Set<String> ids, Optional<String> reason, Optional<Instant> since, Optional<Instant> until) {
        this(ids, reason, since, until, Filter.NONE);
    }

    /** Of these only those that pass an integration's filter. */
    public DeadLetterFilter of(Filter filter) {
        return new DeadLetterFilter(ids, reason, since, until, filter);
    }

    public boolean takes(DeadLetter letter) {
        if (this.equals(ALL)) {
            return true;
        }
        JsonNode json = letter.json();
        return (ids.isEmpty() || ids.contains(json.at("/event/id").asText()))
                && reason.filter(code -> !code.equals(json.path("reason").asText()))
                        .isEmpty()
                && since.filter(letter.refusedAt()::isBefore).isEmpty()
                && until.filter(end -> !letter.refusedAt().isBefore(end)).isEmpty()
                && (fields.isNone() || letter.event().filter(fields::passes).isPresent());
    }
}
