package routes.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dead letters of one integration that share a reason.
 *
 * @param reply what the destination said of the first of them
 * @param sample the first of them, stripped as all events are
 */
public record DeadLetterGroup(
        String reason,
        String detail,
        String reply,
        long count,
        String firstRefusedAt,
        String lastRefusedAt,
        JsonNode sample) {

    static List<DeadLetterGroup> of(DeadLetterLines lines) throws IOException {
        Map<String, DeadLetterGroup> groups = new LinkedHashMap<>();
        for (DeadLetter letter = lines.next(); letter != null; letter = lines.next()) {
            DeadLetterGroup one = of(letter.json());
            groups.merge(one.reason, one, DeadLetterGroup::and);
        }
        List<DeadLetterGroup> answer = new ArrayList<>(groups.values());
        answer.sort(Comparator.comparingLong(DeadLetterGroup::count).reversed());
        return answer;
    }

    private static DeadLetterGroup of(JsonNode entry) {
        String at = entry.path("refused_at").asText();
        return new DeadLetterGroup(
                entry.path("reason").asText(),
                entry.path("detail").asText(),
                entry.path("reply").asText(),
                1,
                at,
                at,
                entry.path("event"));
    }

    private DeadLetterGroup and(DeadLetterGroup later) {
        return new DeadLetterGroup(
                reason, detail, reply, count + later.count, firstRefusedAt, later.lastRefusedAt, sample);
    }
}
