package routes.destination.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Batch;
import routes.event.Samples;
import routes.value.Value;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

class FileArchiveTest {

    private static final Instant LATE = Instant.parse("2026-11-24T23:59:59Z");

    @TempDir
    private Path folder;

    @Test
    void a_file_is_put_aside_before_it_would_be_too_large_and_nothing_is_lost() throws Exception {
        FileArchive archive = archive(LATE);
        long line = Samples.event("policy-deny").length();
        archive.setRotateBytes(line * 10);

        for (int i = 0; i < 30; i++) {
            append(archive, batch(i * 3, 3));
        }

        List<Path> files = files(".jsonl");
        assertThat(files.size()).isGreaterThan(5);
        assertThat(files.stream().map(file -> file.getFileName().toString()))
                .contains("events.jsonl", "events-20261124T235959Z-001.jsonl", "events-20261124T235959Z-002.jsonl");
        for (Path file : files) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(line * 10);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(lines(files)).containsExactlyInAnyOrderElementsOf(texts(0, 90));
    }

    @Test
    void a_day_in_utc_has_files_of_its_own() throws Exception {
        append(archive(LATE), batch(0, 1));
        Files.setLastModifiedTime(folder.resolve("events.jsonl"), FileTime.from(LATE));
        append(archive(LATE), batch(1, 1));
        Files.setLastModifiedTime(folder.resolve("events.jsonl"), FileTime.from(LATE));
        append(archive(LATE.plusSeconds(1)), batch(2, 1));

        assertThat(folder.resolve("events.jsonl")).hasContent(texts(2, 1).get(0));
        assertThat(lines(List.of(folder.resolve("events-20261125T000000Z-001.jsonl"))))
                .isEqualTo(texts(0, 2));
    }

    @Test
    void files_put_aside_are_compressed_also_those_a_crash_left() throws Exception {
        FileArchive archive = archive(LATE);
        archive.setRotateBytes(1);
        append(archive, batch(0, 1));
        append(archive, batch(1, 2));
        Files.writeString(folder.resolve(".events-20261124T235959Z-001.jsonl.gz.part"), "half");
        archive.setCompression("gzip");

        append(archive, batch(3, 1));

        assertThat(files(".jsonl")).containsExactly(folder.resolve("events.jsonl"));
        assertThat(files(".part")).isEmpty();
        List<String> zipped = new ArrayList<>();
        for (Path file : files(".gz")) {
            try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                zipped.addAll(new String(in.readAllBytes(), UTF_8).lines().toList());
            }
        }
        assertThat(zipped).isEqualTo(texts(0, 3));
    }

    @Test
    void the_oldest_files_go_when_more_than_wanted_were_put_aside_and_no_other_file_does() throws Exception {
        Path other = Files.writeString(folder.resolve("events-2026.jsonl"), "mine\n");
        FileArchive archive = archive(LATE);
        archive.setRotateBytes(1);
        archive.setKeepFiles(2);

        for (int i = 0; i < 6; i++) {
            append(archive, batch(i, 1));
        }

        assertThat(other).hasContent("mine");
        Files.delete(other);
        assertThat(lines(files(".jsonl"))).containsExactlyInAnyOrderElementsOf(texts(3, 3));
    }

    @Test
    void a_missing_folder_is_not_made_and_means_again() throws Exception {
        FileArchive archive = archive(LATE);
        Path missing = folder.resolve("mount");
        archive.setFolder(Value.of(missing.toString()));

        DeliveryException said = failure(archive);
        assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(said.reason().code()).isEqualTo("missing_folder");
        assertThat(missing).doesNotExist();

        Files.createDirectory(missing);
        append(archive, batch(0, 1));
        assertThat(lines(List.of(missing.resolve("events.jsonl")))).isEqualTo(texts(0, 1));
    }

    @Test
    void missing_rights_park_and_a_full_disk_means_again() {
        DeliveryException rights = ArchiveFailure.of(new AccessDeniedException("x"), folder, 10);
        assertThat(rights.rest()).isEqualTo(Verdict.PARKED);
        assertThat(rights.reason().code()).isEqualTo("permission_denied");

        DeliveryException full = ArchiveFailure.of(new IOException("No space left"), folder, Long.MAX_VALUE);
        assertThat(full.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(full.reason().code()).isEqualTo("disk_full");

        DeliveryException other = ArchiveFailure.of(new IOException("canary"), folder, 10);
        assertThat(other.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(other.reason().toString()).contains("write_failed").doesNotContain("canary");
    }

    private FileArchive archive(Instant now) {
        FileArchive archive = new FileArchive(Clock.fixed(now, ZoneOffset.UTC));
        archive.setFolder(Value.of(folder.toString()));
        return archive;
    }

    private static void append(FileArchive archive, Batch batch) throws DeliveryException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(batch);
        archive.process(exchange);
        assertThat(exchange.getMessage().getBody()).isSameAs(batch);
    }

    private static DeliveryException failure(FileArchive archive) {
        try {
            append(archive, batch(0, 1));
        } catch (DeliveryException said) {
            return said;
        }
        throw new AssertionError("expected a failure");
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> lines(List<Path> files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private static Batch batch(int from, int count) {
        return new Batch(texts(from, count).stream()
                .map(text -> {
                    byte[] bytes = text.getBytes(UTF_8);
                    var sample = Samples.event("policy-deny");
                    return new routes.event.Event(bytes, 0, bytes.length, sample.kind(), 0);
                })
                .toList());
    }

    private static List<String> texts(int from, int count) {
        return Stream.iterate(from, i -> i + 1)
                .limit(count)
                .map(i -> Samples.json("policy-deny").put("id", "event-" + i).toString())
                .toList();
    }
}
