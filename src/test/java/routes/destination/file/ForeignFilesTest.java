package routes.destination.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.value.Value;

/** What whoever may create integrations could try with a folder and a file name, and that nothing but the sink's own files changes. */
@Timeout(60)
class ForeignFilesTest {

    private final SentArchive sent = new SentArchive();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes",
                "notes\n",
                "{\"integrations\":[]",
                "{\"id\":\"1\",\"event_type\":\"policy.deny\"}\n",
                "{\"id\":\"1\",\"event_type\":\"policy.deny\"}\n{\"id\":\"2\"",
                ""
            })
    void a_file_that_somebody_else_made_is_left_as_it_is(String content) throws IOException {
        Files.writeString(folder.resolve("events.jsonl"), content);
        unchanged(() -> {
            sent.parks(archive(), "foreign_file");
            sent.parks(rotating(), "foreign_file");
        });
    }

    @Test
    void a_file_that_was_put_in_place_of_ours_is_left_as_it_is() throws Exception {
        sent.append(archive(), 0);
        Files.move(folder.resolve("events.jsonl"), folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("events.jsonl"), "{\"id\":\"1\",\"event_type\":\"policy.deny\"}\n{\"half");
        unchanged(() -> {
            sent.parks(archive(), "foreign_file");
            sent.parks(rotating(), "foreign_file");
        });
    }

    @Test
    void half_a_line_that_somebody_appended_to_ours_is_left_as_it_is() throws Exception {
        sent.append(archive(), 0);
        Files.writeString(folder.resolve("events.jsonl"), "notes", StandardOpenOption.APPEND);
        unchanged(() -> sent.parks(archive(), "foreign_file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.jsonl", ".events.jsonl.lock", ".events.jsonl.began"})
    void no_link_is_followed(String name, @TempDir Path outside) throws Exception {
        Path target =
                Files.writeString(outside.resolve("integrations.json"), "{\"id\":\"1\",\"action\":\"classify\"}\n");
        Files.createSymbolicLink(folder.resolve(name), target);
        unchanged(() -> {
            sent.parks(archive(), "foreign_file");
        });
        assertThat(target).hasContent("{\"id\":\"1\",\"action\":\"classify\"}\n");

        Files.delete(folder.resolve(name));
        Files.createSymbolicLink(folder.resolve(name), outside.resolve("not-there"));
        sent.parks(archive(), "foreign_file");
        assertThat(outside.resolve("not-there")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {".events.jsonl.new", ".events.jsonl.began.new", ".events.jsonl.test"})
    void a_link_in_place_of_a_passing_file_is_replaced_and_not_followed(String name, @TempDir Path outside)
            throws Exception {
        Path target = Files.writeString(outside.resolve("mine"), "mine");
        Files.createSymbolicLink(folder.resolve(name), target);

        sent.send(archive(), 0, SentArchive.TEST);
        sent.append(archive(), 0);

        assertThat(target).hasContent("mine");
        assertThat(folder.resolve("events.jsonl")).hasContent(SentArchive.text(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.jsonl", ".events.jsonl.lock", ".events.jsonl.began"})
    void a_pipe_is_not_opened(String name) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve(name).toString())
                        .start()
                        .waitFor(20, TimeUnit.SECONDS))
                .isTrue();
        sent.parks(archive(), "foreign_file");
    }

    @Test
    void a_folder_in_the_files_place_is_left_as_it_is() throws Exception {
        Files.createDirectory(folder.resolve("events.jsonl"));
        unchanged(() -> sent.parks(archive(), "foreign_file"));
    }

    @Test
    void only_files_the_sink_began_are_compressed_and_deleted() throws Exception {
        String foreign = "{\"id\":\"1\",\"event_type\":\"policy.deny\"}\n";
        Path plain = Files.writeString(folder.resolve("events-20200101T000000Z-001.jsonl"), foreign);
        Path zipped = folder.resolve("events-20200101T000000Z-002.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(foreign.getBytes(UTF_8));
        }
        Path broken = Files.writeString(folder.resolve("events-20200101T000000Z-003.jsonl.gz"), "no gzip\n");
        Path inTheWay = Files.writeString(folder.resolve("events-20261124T235959Z-004.jsonl.gz"), "mine\n");
        byte[] before = Files.readAllBytes(zipped);
        FileArchive archive = rotating();
        archive.setCompression("gzip");
        archive.setKeepFiles(1);

        for (int i = 0; i < 4; i++) {
            sent.append(archive, i);
        }

        assertThat(plain).hasContent(foreign);
        assertThat(zipped).hasBinaryContent(before);
        assertThat(broken).hasContent("no gzip\n");
        assertThat(inTheWay).hasContent("mine\n");
        assertThat(folder.resolve("events-20261124T235959Z-007.jsonl.gz")).exists();
        assertThat(names()).hasSize(8);
    }

    @Test
    void what_a_version_without_marks_left_goes_on_and_is_put_aside() throws Exception {
        Files.createFile(folder.resolve(".events.jsonl.lock"));
        Files.writeString(
                folder.resolve("events.jsonl"),
                SentArchive.text(0) + "\n" + SentArchive.text(1).substring(0, 9));
        Files.writeString(folder.resolve("events-20261101T000000Z-001.jsonl"), SentArchive.text(2) + "\n");
        Files.writeString(folder.resolve("events-20261101T000000Z-002.jsonl"), "no event\n");
        FileArchive archive = archive();
        archive.setKeepFiles(1);
        sent.send(archive, 1, SentArchive.TEST);
        assertThat(names()).hasSize(4);

        sent.append(archive, 1);
        assertThat(folder.resolve("events.jsonl")).hasContent(SentArchive.text(0) + "\n" + SentArchive.text(1));
        FileArchive rotating = rotating();
        rotating.setKeepFiles(1);
        sent.append(rotating, 3);

        assertThat(folder.resolve("events-20261101T000000Z-001.jsonl")).doesNotExist();
        assertThat(folder.resolve("events-20261101T000000Z-002.jsonl")).hasContent("no event\n");
        assertThat(folder.resolve("events.jsonl")).hasContent(SentArchive.text(3));
    }

    @Test
    void what_was_restored_from_a_backup_with_its_marks_goes_on(@TempDir Path other) throws Exception {
        FileArchive archive = archive();
        sent.append(archive, 0);
        for (String name : List.of("events.jsonl", ".events.jsonl.began")) {
            Files.copy(folder.resolve(name), other.resolve(name));
        }
        archive.setFolder(Value.of(other.toString()));

        sent.append(archive, 1);

        assertThat(other.resolve("events.jsonl")).hasContent(SentArchive.text(0) + "\n" + SentArchive.text(1));
    }

    @Test
    void a_crash_between_mark_and_file_leaves_nothing_in_the_way() throws Exception {
        BegunFiles.of(folder.resolve("events.jsonl"))
                .begin(new FirstLine(SentArchive.text(0).getBytes(UTF_8)));
        Files.writeString(folder.resolve(".events.jsonl.new"), "{\"id\":");

        sent.append(archive(), 1);

        assertThat(folder.resolve("events.jsonl")).hasContent(SentArchive.text(1));
        assertThat(folder.resolve(".events.jsonl.new")).doesNotExist();
    }

    @Test
    void the_marks_of_files_that_are_gone_are_forgotten() throws Exception {
        FileArchive archive = rotating();
        BegunFiles begun = BegunFiles.of(folder.resolve("events.jsonl"));
        for (int i = 0; i < 1000; i++) {
            begun.begin(new FirstLine(SentArchive.text(i + 100).getBytes(UTF_8)));
        }
        sent.append(archive, 0);
        sent.append(archive, 1);
        sent.append(archive, 2);

        assertThat(Files.readAllLines(folder.resolve(".events.jsonl.began"))).hasSize(3);
        assertThat(names()).hasSize(5);
    }

    @Test
    void the_connection_test_leaves_nothing_behind() throws Exception {
        sent.send(archive(), 0, SentArchive.TEST);
        assertThat(names()).isEmpty();

        sent.append(archive(), 0);
        unchanged(() -> sent.send(archive(), 1, SentArchive.TEST));
    }

    /** Something that may fail. */
    private interface Attack {
        void run() throws Exception;
    }

    /** Names, kinds and content of all that is in the folder. */
    private void unchanged(Attack attack) {
        try {
            Map<String, String> before = seen();
            attack.run();
            assertThat(seen()).isEqualTo(before);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private Map<String, String> seen() throws IOException {
        Map<String, String> seen = new HashMap<>();
        for (Path name : names()) {
            Path file = folder.resolve(name);
            boolean readable = Files.isRegularFile(file);
            seen.put(name + (Files.isSymbolicLink(file) ? "@" : ""), readable ? Files.readString(file) : "");
        }
        return seen;
    }

    private List<Path> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).sorted().toList();
        }
    }

    private FileArchive archive() {
        return SentArchive.of(folder);
    }

    private FileArchive rotating() {
        return SentArchive.rotating(folder);
    }
}
