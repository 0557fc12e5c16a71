package routes.integration.type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.UnreadFiles;

/** The folder that adds Kamelets to those in the jar, or replaces them by file name. */
public final class KameletFolder {

    static final String SUFFIX = ".kamelet.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(KameletFolder.class);

    private final Optional<Path> path;
    private final UnreadFiles unread = new UnreadFiles("SIEM_KAMELETS_DIR", SUFFIX);

    /** What tells a file that was changed from one that was not. */
    record Entry(Path file, FileTime changed, long size) {

        String name() {
            return file.getFileName().toString();
        }
    }

    /** @param path empty where there is no such folder; it may come to be later */
    public KameletFolder(Optional<Path> path) {
        this.path = path;
    }

    /** Sorted by name; empty where the folder cannot be listed. */
    List<Entry> entries() {
        if (path.isEmpty() || !Files.isDirectory(path.get())) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(path.get())) {
            List<Path> all = files.sorted().toList();
            unread.tell(all);
            for (Path file : all) {
                if (file.toString().endsWith(SUFFIX)) {
                    addIfThere(file, entries);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.warn(
                    "The folder of Kamelets {} cannot be read. Check SIEM_KAMELETS_DIR and its permissions.",
                    path.get());
        }
        return entries;
    }

    private static void addIfThere(Path file, List<Entry> entries) throws IOException {
        try {
            entries.add(new Entry(file, Files.getLastModifiedTime(file), Files.size(file)));
        } catch (NoSuchFileException removedMeanwhile) {
            LOG.warn("Kamelet {} is not there any more, or links to nothing.", file);
        }
    }

    /** By file name. */
    Map<String, byte[]> read(List<Entry> entries) {
        Map<String, byte[]> kamelets = new TreeMap<>();
        for (Entry entry : entries) {
            try {
                kamelets.put(entry.name(), Files.readAllBytes(entry.file()));
            } catch (IOException unreadable) {
                LOG.warn("Kamelet {} cannot be read and is left out. Check its permissions.", entry.file());
            }
        }
        return kamelets;
    }
}
