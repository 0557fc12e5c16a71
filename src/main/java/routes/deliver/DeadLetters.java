package routes.deliver;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.OwnerOnly;

/**
 * The events that an integration refused for good: one file an integration, {@code dead-letters/<id>.jsonl}, one JSON line an
 * event with {@code position} (in the journal, bytes), {@code reason}, {@code detail}, {@code attempts} (requests of this
 * integration so far), {@code refused_at} and the stripped {@code event} itself, so that the journal need not keep its segment.
 * On disk when {@link #add} returns.
 */
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String SUFFIX = ".jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Clock clock;
    private final Map<String, DeadLetterFile> files = new ConcurrentHashMap<>();

    public DeadLetters(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** An event that already stands here, because the process died before its cursor moved, is not written again. */
    void add(String integration, List<Refusal> refusals, long attempts) throws IOException {
        file(integration).append(refusals, refusal -> line(refusal, attempts));
    }

    public long count(String integration) {
        return file(integration).count();
    }

    /** Grouped by reason, the most frequent first. */
    public List<DeadLetterGroup> groups(String integration) throws IOException {
        return DeadLetterGroup.of(file(integration).path());
    }

    void remove(String integration) throws IOException {
        Files.deleteIfExists(file(integration).path());
        files.remove(integration);
    }

    /** Removes the dead letters of every other integration. */
    void removeAllBut(Set<String> integrations) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : all) {
                String name = file.getFileName().toString();
                String integration = name.substring(0, name.length() - SUFFIX.length());
                if (!integrations.contains(integration)) {
                    LOG.warn("dead letters of {}, which is no integration any more, are removed", integration);
                    remove(integration);
                }
            }
        }
    }

    private DeadLetterFile file(String integration) {
        return files.computeIfAbsent(integration, id -> {
            try {
                OwnerOnly.createFolders(folder);
                return DeadLetterFile.open(folder.resolve(id + SUFFIX));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private byte[] line(Refusal refusal, long attempts) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(refusal.event().length() + 256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("position", refusal.event().position());
            json.writeStringField("reason", refusal.reason().code());
            json.writeStringField("detail", refusal.reason().detail());
            json.writeNumberField("attempts", attempts);
            json.writeStringField("refused_at", clock.instant().toString());
            json.writeFieldName("event");
            json.writeRawValue(refusal.event().text());
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }
}
