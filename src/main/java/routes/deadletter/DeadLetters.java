package routes.deadletter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.OwnerOnly;
import routes.event.Amount;
import routes.verdict.Reason;
import routes.verdict.Refusal;

/**
 * The events that an integration refused for good: one file an integration, {@code dead-letters/<id>.jsonl}, one JSON line an
 * event with {@code position} (in the journal, bytes), {@code reason}, {@code detail}, {@code reply} (the destination's own words, see
 * {@link routes.verdict.CleanWords}), {@code attempts} (how many requests carried the event), {@code refused_at} and the stripped {@code event} itself, so that the journal need not keep its segment.
 * On disk when {@link #add} returns; with a key encrypted, see {@link DeadLetterCipher}. A line that begins with {@code -} does not count any more.
 */
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String SUFFIX = ".jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How many lines are marked at a time. */
    private static final int DROPPED_AT_ONCE = 10_000;

    private final Path folder;
    private final DeadLetterLimits limits;
    private final Clock clock;
    private final BooleanSupplier sureOfAges;
    private final DeadLetterCipher cipher;
    private final Map<String, DeadLetterFile> files = new ConcurrentHashMap<>();
    private final Map<String, Long> expired = new ConcurrentHashMap<>();

    /** With a clock that never jumps. */
    public DeadLetters(Path folder, DeadLetterLimits limits, Clock clock) {
        this(folder, limits, clock, () -> true, List.of());
    }

    /**
     * @param sureOfAges whether the clock can be trusted to tell how old something is
     * @param keys the first encrypts what is written, all decrypt; none leaves it plain
     */
    public DeadLetters(
            Path folder, DeadLetterLimits limits, Clock clock, BooleanSupplier sureOfAges, List<String> keys) {
        this.sureOfAges = sureOfAges;
        this.cipher = new DeadLetterCipher(keys);
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Looks whether what is there can be read: without its key it would wait unseen.
     *
     * @throws IllegalArgumentException naming the file and the setting; nothing was changed
     */
    public void check() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : all) {
                check(file);
            }
        }
    }

    private void check(Path file) throws IOException {
        try (DeadLetterLines lines = new DeadLetterLines(file, 0, Files.size(file), cipher)) {
            DeadLetter first = lines.nextAsStored();
            if (first != null && cipher.open(first.line()).isEmpty()) {
                throw new IllegalArgumentException(file
                        + " does not open with SIEM_DEAD_LETTER_KEY: it is not set, the key is another one, or the file was"
                        + " changed. Set the key it was written with. Nothing was changed.");
            }
        }
    }

    /**
     * An event that already stands here, because the process died before its cursor moved, is not written again.
     *
     * @throws DeadLettersFullException where there is no room
     */
    public void add(String integration, List<Refusal> refusals) throws IOException {
        file(integration).append(refusals, this::line);
    }

    /** Notes that these were refused once more; one that was dropped meanwhile stays dropped. */
    public void refusedAgain(String integration, Map<DeadLetter, Refusal> again) throws IOException {
        file(integration).replace(again, this::line);
    }

    public long count(String integration) {
        return file(integration).count();
    }

    /** Whether a refusal found no room and none was made since. */
    public boolean isFull(String integration) {
        return file(integration).isFull();
    }

    /** What people should know while there is room still, but not much. */
    public Optional<Reason> warning(String integration) {
        long bytes = file(integration).bytes();
        return limits.isFilling(bytes)
                ? Optional.of(new Reason(
                        "dead_letters_filling",
                        "Its dead letters take " + bytes + " of " + limits.maxBytes()
                                + " bytes. When they are full, delivery waits.",
                        "Redrive, export or drop them, or raise SIEM_DEAD_LETTER_MAX_BYTES."))
                : Optional.empty();
    }

    /** The counters are kept with the integration's cursor. */
    public PutAside aside(String integration, long redriven, long skipped) throws IOException {
        DeadLetterFile file = file(integration);
        Optional<Instant> oldest = file.oldestAt();
        Optional<Instant> expires =
                oldest.filter(at -> !limits.maxAge().isZero()).map(at -> at.plus(limits.maxAge()));
        return new PutAside(file.bytes(), oldest, expires, expired.getOrDefault(integration, 0L), redriven, skipped, 0);
    }

    /** Grouped by reason, the most frequent first. */
    public List<DeadLetterGroup> groups(String integration) throws IOException {
        try (DeadLetterLines lines = file(integration).lines()) {
            return DeadLetterGroup.of(lines);
        }
    }

    /** All of them, a JSON object a line as on disk; to be closed. */
    public InputStream export(String integration) throws IOException {
        return new DeadLetterExport(file(integration).lines());
    }

    public long count(String integration, DeadLetterFilter filter) throws IOException {
        long count = 0;
        try (DeadLetterLines lines = file(integration).lines()) {
            for (DeadLetter letter = lines.next(); letter != null; letter = lines.next()) {
                count += filter.takes(letter) ? 1 : 0;
            }
        }
        return count;
    }

    /** Takes these away for good; says how many. */
    public long drop(String integration, DeadLetterFilter filter) throws IOException {
        DeadLetterFile file = file(integration);
        long dropped;
        // another drop, or the end of a redrive, would else move the lines that are about to be marked
        file.keep();
        try {
            dropped = mark(file, filter);
        } finally {
            file.release();
        }
        LOG.info("integration {}: {} dropped", integration, Amount.of(dropped, "dead letter was", "dead letters were"));
        return dropped;
    }

    private static long mark(DeadLetterFile file, DeadLetterFilter filter) throws IOException {
        long dropped = 0;
        try (DeadLetterLines lines = file.lines()) {
            List<DeadLetter> some = new ArrayList<>();
            for (DeadLetter letter = lines.next(); letter != null; letter = lines.next()) {
                if (filter.takes(letter)) {
                    dropped++;
                    some.add(letter);
                }
                if (some.size() == DROPPED_AT_ONCE) {
                    file.remove(some);
                    some.clear();
                }
            }
            file.remove(some);
        }
        return dropped;
    }

    /** Drops what is past its age, where there is one; how many that were. */
    public long expire(String integration) throws IOException {
        if (limits.maxAge().isZero() || !sureOfAges.getAsBoolean()) {
            return 0;
        }
        Instant end = clock.instant().minus(limits.maxAge());
        if (file(integration).oldestAt().filter(end::isAfter).isEmpty()) {
            return 0;
        }
        long count =
                drop(integration, new DeadLetterFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.of(end)));
        expired.merge(integration, count, Long::sum);
        LOG.warn(
                "integration {}: {} older than SIEM_DEAD_LETTER_MAX_DAYS",
                integration,
                Amount.of(count, "dead letter was", "dead letters were"));
        return count;
    }

    public void remove(String integration) throws IOException {
        Files.deleteIfExists(path(integration));
        files.remove(integration);
        expired.remove(integration);
    }

    /** Removes the dead letters of every other integration. */
    public void removeAllBut(Set<String> integrations) throws IOException {
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

    public DeadLetterFile file(String integration) {
        return files.computeIfAbsent(integration, id -> {
            try {
                OwnerOnly.createFolders(folder);
                return DeadLetterFile.open(path(id), limits.maxBytes(), cipher);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private Path path(String integration) {
        return folder.resolve(integration + SUFFIX);
    }

    private byte[] line(Refusal refusal) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(refusal.event().length() + 256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("position", refusal.event().position());
            json.writeStringField("reason", refusal.reason().code());
            json.writeStringField("detail", refusal.reason().detail());
            if (!refusal.reason().reply().isEmpty()) {
                json.writeStringField("reply", refusal.reason().reply());
            }
            json.writeNumberField("attempts", refusal.attempts());
            json.writeStringField("refused_at", clock.instant().toString());
            json.writeFieldName("event");
            json.writeRawValue(refusal.event().json());
            json.writeEndObject();
        }
        byte[] stored = cipher.seal(refusal.event().position(), line.toByteArray());
        byte[] whole = Arrays.copyOf(stored, stored.length + 1);
        whole[stored.length] = '\n';
        return whole;
    }
}
