package routes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes what a stopped router keeps on disk older than it is, so that no test has to wait for hours to pass. */
final class Older {

    private static final Pattern REFUSED_AT = Pattern.compile("(?<=\"refused_at\":\")[^\"]+");

    private Older() {}

    /** What is in the journal was accepted so long ago: an index that is missing is made again, with the time of the data file. */
    static void journal(Path data, Duration age) throws IOException {
        Path folder = data.resolve("audit");
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, "*.index")) {
            for (Path index : indexes) {
                Files.delete(index);
            }
        }
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(folder, "[0-9]*.jsonl")) {
            for (Path segment : segments) {
                Files.setLastModifiedTime(segment, FileTime.from(Instant.now().minus(age)));
            }
        }
    }

    /** All dead letters were refused so much earlier. */
    static void deadLetters(Path data, Duration earlier) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data.resolve("dead-letters"), "*.jsonl")) {
            for (Path file : files) {
                String lines = Files.readString(file);
                Files.writeString(file, REFUSED_AT.matcher(lines).replaceAll(found -> earlier(found, earlier)));
            }
        }
    }

    private static String earlier(MatchResult refusedAt, Duration earlier) {
        return Instant.parse(refusedAt.group()).minus(earlier).toString();
    }
}
