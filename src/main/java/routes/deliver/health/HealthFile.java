package routes.deliver.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.AtomicFile;
import routes.verdict.Reason;

/**
 * What was last seen of each integration, kept over a restart: {@code health.json}, an object of {@code health}, {@code since},
 * {@code last_success_at} and the {@code reason}, {@code detail}, {@code remedy} and {@code reply} by the integration's id. For people
 * only, so a file that is damaged or cannot be written is told and holds nothing up.
 */
public final class HealthFile {

    /** @param reason null where there is none; likewise {@code lastSuccessAt} */
    public record Seen(Health health, Reason reason, Instant since, Instant lastSuccessAt) {

        private boolean differsInHealth(Seen other) {
            return other == null || health != other.health || !code().equals(other.code());
        }

        private String code() {
            return reason == null ? "" : reason.code();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(HealthFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How old the time of the last success on disk may be; every other change is written within a second. */
    private static final long SOON_NANOS = Duration.ofSeconds(10).toNanos();

    private final Path file;
    private final Map<String, Seen> before;
    private Map<String, Seen> written;
    private long writtenAt = System.nanoTime() - SOON_NANOS;

    private HealthFile(Path file, Map<String, Seen> before) {
        this.file = file;
        this.before = before;
        this.written = before;
    }

    public static HealthFile open(Path file) {
        return new HealthFile(file, read(file));
    }

    /** What was seen of it before the process began; empty for one that is new. */
    public Optional<Seen> of(String integration) {
        return Optional.ofNullable(before.get(integration));
    }

    /** Writes what has changed, soon. */
    public synchronized void keep(Map<String, Seen> now) {
        boolean changed = !now.keySet().equals(written.keySet())
                || now.entrySet().stream().anyMatch(one -> one.getValue().differsInHealth(written.get(one.getKey())));
        if (changed || System.nanoTime() - writtenAt > SOON_NANOS) {
            keepNow(now);
        }
    }

    /** The same at once: the process is about to stop. */
    public synchronized void keepNow(Map<String, Seen> now) {
        if (!now.equals(written)) {
            write(now);
        }
    }

    private void write(Map<String, Seen> now) {
        ObjectNode all = JSON.createObjectNode();
        now.forEach((id, seen) -> write(all.putObject(id), seen));
        try {
            AtomicFile.replace(file, JSON.writeValueAsBytes(all));
        } catch (IOException | RuntimeException unwritable) {
            LOG.warn(
                    "{} cannot be written: {}. After a restart the last health is not known.",
                    file,
                    unwritable.toString());
        }
        written = Map.copyOf(now);
        writtenAt = System.nanoTime();
    }

    private static void write(ObjectNode to, Seen seen) {
        to.put("health", seen.health().name()).put("since", seen.since().toString());
        if (seen.lastSuccessAt() != null) {
            to.put("last_success_at", seen.lastSuccessAt().toString());
        }
        if (seen.reason() != null) {
            to.put("reason", seen.reason().code())
                    .put("detail", seen.reason().detail())
                    .put("remedy", seen.reason().remedy())
                    .put("reply", seen.reason().reply());
        }
    }

    private static Map<String, Seen> read(Path file) {
        Map<String, Seen> all = new HashMap<>();
        try {
            if (Files.exists(file)) {
                JSON.readTree(Files.readAllBytes(file)).forEachEntry((id, one) -> all.put(id, seen(one)));
            }
            return all;
        } catch (IOException | DateTimeParseException | IllegalArgumentException damaged) {
            LOG.warn("{} is damaged and will be written anew: what was last seen of integrations is not known.", file);
            return Map.of();
        }
    }

    private static Seen seen(JsonNode one) {
        Reason reason = new Reason(
                one.path("reason").asText(),
                one.path("detail").asText(),
                one.path("remedy").asText(),
                one.path("reply").asText());
        String lastSuccess = one.path("last_success_at").asText();
        return new Seen(
                Health.valueOf(one.path("health").asText()),
                reason.code().isEmpty() ? null : reason,
                Instant.parse(one.path("since").asText()),
                lastSuccess.isEmpty() ? null : Instant.parse(lastSuccess));
    }
}
