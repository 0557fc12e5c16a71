package routes.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dead letters of one integration that share a reason.
 *
 * @param sample the first of them, stripped as all events are
 */
public record DeadLetterGroup(
        String reason, String detail, long count, String firstRefusedAt, String lastRefusedAt, JsonNode sample) {

    static List<DeadLetterGroup> of(Path file) throws IOException {
        Map<String, DeadLetterGroup> groups = new LinkedHashMap<>();
        if (Files.exists(file)) {
            try (BufferedReader lines = DeadLetterFile.reader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    DeadLetterGroup one = of(DeadLetterFile.entry(line));
                    groups.merge(one.reason, one, DeadLetterGroup::and);
                }
            }
        }
        List<DeadLetterGroup> answer = new ArrayList<>(groups.values());
        answer.sort(Comparator.comparingLong(DeadLetterGroup::count).reversed());
        return answer;
    }

    private static DeadLetterGroup of(JsonNode entry) {
        String at = entry.path("refused_at").asText();
        return new DeadLetterGroup(
                entry.path("reason").asText(), entry.path("detail").asText(), 1, at, at, entry.path("event"));
    }

    private DeadLetterGroup and(DeadLetterGroup later) {
        return new DeadLetterGroup(reason, detail, count + later.count, firstRefusedAt, later.lastRefusedAt, sample);
    }
}
