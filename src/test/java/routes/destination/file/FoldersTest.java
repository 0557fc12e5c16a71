package routes.destination.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.disk.AllowedFolders;
import routes.value.Value;
import routes.verdict.DeliveryException;

/** Every way to name a folder that events may not be written to. */
class FoldersTest {

    private final SentArchive sent = new SentArchive();

    @TempDir
    private Path folder;

    @Test
    void the_data_folder_is_refused_by_whatever_path_and_its_own_folder_for_files_is_not(@TempDir Path data)
            throws Exception {
        Path files = Files.createDirectory(data.resolve("files"));
        Files.createDirectories(data.resolve("audit"));
        Files.writeString(data.resolve("integrations.json"), "{}");
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        Path inner = Files.createSymbolicLink(files.resolve("up"), data);
        sent.allow(AllowedFolders.of("/", files, List.of(data)));
        List<String> attacks = List.of(
                data.toString(),
                data + "/",
                data + "/.",
                data + "//audit",
                data + "/audit",
                data + "/not-there-yet",
                files + "/..",
                files + "/../audit",
                folder + "/../" + data.getFileName(),
                link.toString(),
                link + "/audit",
                inner.toString(),
                inner + "/audit",
                "/proc/self/root" + data,
                "/proc/self/root" + data + "/audit");
        for (String attack : attacks) {
            for (String name : List.of("integrations.json", "audit.jsonl")) {
                FileArchive archive = SentArchive.of(folder);
                archive.setFolder(Value.of(attack));
                archive.setFileName(Value.of(name));
                sent.parks(archive, "folder_not_allowed");
            }
        }
        assertThat(data.resolve("integrations.json")).hasContent("{}");
        assertThat(data.resolve("audit")).isEmptyDirectory();

        FileArchive archive = SentArchive.of(folder);
        archive.setFolder(Value.of(link + "/files"));
        sent.append(archive, 0);
        assertThat(files.resolve("events.jsonl")).hasContent(SentArchive.text(0));
    }

    @Test
    void outside_the_allowed_folders_nothing_is_written(@TempDir Path other) throws Exception {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Files.createDirectory(folder.resolve("allowed-not"));
        Files.createSymbolicLink(allowed.resolve("out"), other);
        Files.createSymbolicLink(allowed.resolve("dangling"), other.resolve("not-there"));
        Path data = folder.resolve("data");
        sent.allow(AllowedFolders.of(allowed + "," + folder + "/second", data.resolve("files"), List.of(data)));
        for (String attack : List.of(
                other.toString(),
                folder.toString(),
                "/",
                "/tmp",
                folder + "/allowed-not",
                allowed + "/out",
                allowed + "/..",
                allowed + "/../allowed-not",
                "relative")) {
            FileArchive archive = SentArchive.of(folder);
            archive.setFolder(Value.of(attack));
            sent.parks(archive, "folder_not_allowed");
        }
        assertThat(other).isEmptyDirectory();

        FileArchive archive = SentArchive.of(folder);
        archive.setFolder(Value.of(allowed + "/dangling"));
        assertThatThrownBy(() -> sent.append(archive, 0)).isInstanceOf(DeliveryException.class);
        archive.setFolder(Value.of(folder + "/second/below"));
        assertThat(sent.failure(archive, Map.of()).reason().code()).isEqualTo("missing_folder");
        Files.createDirectories(folder.resolve("second/below"));
        sent.append(archive, 0);
        assertThat(folder.resolve("second/below/events.jsonl")).hasContent(SentArchive.text(0));
    }

    @Test
    void no_folder_of_the_router_s_own_is_offered_but_the_one_for_archives() {
        Path data = folder.resolve("data");
        Path files = data.resolve("files");
        List<Path> ours = List.of(data, folder.resolve("routes"));

        assertThat(AllowedFolders.of("", files, ours).names()).isEqualTo(files.toString());
        assertThat(AllowedFolders.of(data + ",/archive", files, ours).names()).isEqualTo(files + ", /archive");
        assertThat(AllowedFolders.of(folder + "/routes:/archive", files, ours).names())
                .isEqualTo("/archive");
        assertThat(AllowedFolders.of(data + "/audit", files, ours).names())
                .startsWith("one that SIEM_FILE_FOLDERS names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "/var/archive,", "/a,b"})
    void a_setting_that_is_no_list_of_absolute_paths_is_refused(String setting) {
        assertThatThrownBy(() -> AllowedFolders.of(setting, folder, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SIEM_FILE_FOLDERS: ");
    }
}
