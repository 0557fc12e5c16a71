package routes.deliver.again;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import routes.disk.AtomicFile;
import routes.disk.OwnerOnly;

/**
 * What is known of an integration's replays and of what was skipped, {@code replays/<id>.json}: the latest of each, replaced as
 * a whole. Holds no event.
 */
public final class ReplayFile {

    private static final int MOST_REPLAYS = 20;
    private static final int MOST_SKIPPED = 1_000;
    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Oldest first. */
    record Content(List<Replay> replays, List<Skipped> skipped) {

        Optional<Replay> running() {
            return replays.stream().filter(Replay::isRunning).findFirst();
        }
    }

    private final Path folder;
    private final Map<String, Content> known = new ConcurrentHashMap<>();

    public ReplayFile(Path folder) {
        this.folder = folder;
    }

    Content of(String integration) {
        return known.computeIfAbsent(integration, id -> {
            try {
                return Files.exists(path(id))
                        ? JSON.readValue(Files.readAllBytes(path(id)), Content.class)
                        : new Content(List.of(), List.of());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(path(id) + " cannot be read: remove it", unreadable);
            }
        });
    }

    /** Takes the place of the replay of the same id, or comes last. */
    synchronized void put(String integration, Replay replay) throws IOException {
        Content before = of(integration);
        List<Replay> after = new ArrayList<>(before.replays());
        if (!after.removeIf(other -> other.id().equals(replay.id())) && after.size() >= MOST_REPLAYS) {
            after.remove(0);
        }
        after.add(replay);
        save(integration, new Content(after, before.skipped()));
    }

    /** Likewise. */
    synchronized void put(String integration, Skipped skipped) throws IOException {
        Content before = of(integration);
        List<Skipped> after = new ArrayList<>(before.skipped());
        if (!after.removeIf(other -> other.id().equals(skipped.id())) && after.size() >= MOST_SKIPPED) {
            after.remove(0);
        }
        after.add(skipped);
        save(integration, new Content(before.replays(), after));
    }

    private void save(String integration, Content content) throws IOException {
        OwnerOnly.createFolders(folder);
        AtomicFile.replace(path(integration), JSON.writeValueAsBytes(content));
        known.put(integration, content);
    }

    synchronized void remove(String integration) throws IOException {
        known.remove(integration);
        Files.deleteIfExists(path(integration));
    }

    void removeAllBut(Set<String> integrations) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : all) {
                String name = file.getFileName().toString();
                String integration = name.substring(0, name.length() - SUFFIX.length());
                if (!integrations.contains(integration)) {
                    remove(integration);
                }
            }
        }
    }

    private Path path(String integration) {
        return folder.resolve(integration + SUFFIX);
    }
}
