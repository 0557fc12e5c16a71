package routes.destination.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import routes.disk.AtomicFile;

/**
 * Which files the sink began, and so may write to, rename, compress and delete. They are known by their {@link FirstLine}; the
 * marks of these stand in {@code .<name>.began}, one a line, and are on disk before the file itself is there.
 */
final class BegunFiles {

    /** Beyond this the marks of files that are gone are taken out. */
    private static final int MANY = 1000;

    private final Path list;
    private final Set<String> marks;

    private BegunFiles(Path list, Set<String> marks) {
        this.list = list;
        this.marks = marks;
    }

    static BegunFiles of(Path active) throws IOException {
        Path list = list(active);
        Set<String> marks = new LinkedHashSet<>();
        if (RegularFile.isThere(list)) {
            marks.addAll(Files.readAllLines(list, StandardCharsets.US_ASCII));
        }
        return new BegunFiles(list, marks);
    }

    static Path list(Path active) {
        return active.resolveSibling("." + active.getFileName() + ".began");
    }

    boolean holds(Path file) throws IOException {
        return mark(file).filter(marks::contains).isPresent();
    }

    /** What is begun with this line is ours from now on. */
    void begin(FirstLine line) throws IOException {
        if (marks.add(line.mark())) {
            save();
        }
    }

    /** Takes over what a version that kept no marks has begun: what of these begins with an event. */
    void adopt(List<Path> files) throws IOException {
        for (Path file : files) {
            first(file).filter(FirstLine::isEvent).map(FirstLine::mark).ifPresent(marks::add);
        }
        save();
    }

    /** @param files all that there are */
    void forgetAllBut(List<Path> files) throws IOException {
        if (marks.size() <= MANY) {
            return;
        }
        Set<String> there = new LinkedHashSet<>();
        for (Path file : files) {
            mark(file).ifPresent(there::add);
        }
        if (marks.retainAll(there)) {
            save();
        }
    }

    private void save() throws IOException {
        AtomicFile.replace(list, (String.join("\n", marks) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<String> mark(Path file) throws IOException {
        return first(file).map(FirstLine::mark);
    }

    /** What is no file, or was not compressed by us, has none. */
    private static Optional<FirstLine> first(Path file) throws IOException {
        try {
            return FirstLine.of(file);
        } catch (ForeignFileException | ZipException | EOFException other) {
            return Optional.empty();
        }
    }
}
