package routes.destination.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import routes.disk.Folders;

/**
 * When a file of lines is put aside, and what becomes of it: {@code events.jsonl} is called
 * {@code events-20261124T235959Z-001.jsonl} then, and {@code ….jsonl.gz} where it is compressed. Only files of such a name
 * that the sink began are ever compressed or deleted.
 *
 * @param active the file that is written
 * @param bytes put aside before it would be larger than this; never for its size with 0
 * @param daily put aside before the first lines of another day, in UTC
 * @param keep how many files put aside stay; all with 0
 */
record Rotation(Path active, long bytes, boolean daily, boolean gzip, int keep, Clock clock) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    static final String GZIP = ".gz";
    private static final String EITHER = "([.]gz)?";

    /** @param written when the file was last written to, or null where it is new */
    boolean isDue(long size, FileTime written, int more) {
        if (size == 0) {
            return false;
        }
        boolean full = bytes > 0 && size + more > bytes;
        return full || (daily && written != null && day(written).isBefore(LocalDate.now(clock)));
    }

    /** Puts the file aside. A crash at any point leaves every line in one file, and the next rotation ends what this began. */
    void rotate(BegunFiles begun) throws IOException {
        Files.move(active, target());
        Folders.sync(folder());
        if (gzip) {
            for (Path plain : ours(aside(""), begun)) {
                compress(plain, begun);
            }
        }
        if (keep > 0) {
            List<Path> all = ours(aside(EITHER), begun);
            for (Path oldest : all.subList(0, Math.max(0, all.size() - keep))) {
                Files.delete(oldest);
            }
        }
        begun.forgetAllBut(aside(EITHER));
    }

    private static List<Path> ours(List<Path> files, BegunFiles begun) throws IOException {
        List<Path> ours = new ArrayList<>();
        for (Path file : files) {
            if (begun.holds(file)) {
                ours.add(file);
            }
        }
        return ours;
    }

    private LocalDate day(FileTime time) {
        return LocalDate.ofInstant(time.toInstant(), clock.getZone());
    }

    /** A number that was given once in a second is not given again, so that names are in the order of their files. */
    private Path target() throws IOException {
        String stamped = stem() + '-' + STAMP.format(clock.instant()) + '-';
        int number = 1;
        for (Path file : aside(EITHER)) {
            String name = file.getFileName().toString();
            if (name.startsWith(stamped)) {
                number = Integer.parseInt(name.substring(stamped.length()).replaceFirst("\\D.*", "")) + 1;
            }
        }
        return folder().resolve("%s%03d%s".formatted(stamped, number, end()));
    }

    private void compress(Path plain, BegunFiles begun) throws IOException {
        Path done = plain.resolveSibling(plain.getFileName() + GZIP);
        if (Files.exists(done, LinkOption.NOFOLLOW_LINKS) && !begun.holds(done)) {
            return;
        }
        Path part = plain.resolveSibling("." + done.getFileName() + ".part");
        try (FileChannel channel = RegularFile.create(part);
                GZIPOutputStream out = new GZIPOutputStream(stream(channel), 64 * 1024)) {
            Files.copy(plain, out);
            out.finish();
            channel.force(true);
        }
        Files.move(part, done, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder());
        Files.delete(plain);
    }

    private static OutputStream stream(FileChannel channel) {
        return Channels.newOutputStream(channel);
    }

    /** All with a name that files put aside could have, also such as a version without marks put aside. */
    List<Path> aside() throws IOException {
        return aside(EITHER);
    }

    /** The files put aside, oldest first. */
    private List<Path> aside(String ending) throws IOException {
        Pattern ours =
                Pattern.compile(Pattern.quote(stem()) + "-\\d{8}T\\d{6}Z-\\d{3,}" + Pattern.quote(end()) + ending);
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(
                            file -> ours.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private Path folder() {
        return active.getParent();
    }

    private String stem() {
        String name = active.getFileName().toString();
        return name.substring(0, dot(name));
    }

    private String end() {
        String name = active.getFileName().toString();
        return name.substring(dot(name));
    }

    private static int dot(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? dot : name.length();
    }
}
