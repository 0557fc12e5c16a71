package routes.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.deliver.LogLines;

class UnreadFilesTest {

    private final UnreadFiles unread = new UnreadFiles("SIEM_KAMELETS_DIR", ".kamelet.yaml");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"a.yaml", "a.yml", "a.kamelet.yml", "a.kamelet.YAML", "a.kamelet.yaml.txt", "a.kamelet", "a.xml"
            })
    void a_file_that_was_meant_to_be_read_is_told_once(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "");

        assertThat(told()).singleElement().asString().contains("SIEM_KAMELETS_DIR", file.toString(), ".kamelet.yaml");
        assertThat(told()).isEmpty();
        Files.delete(file);
        assertThat(told()).isEmpty();
        Files.writeString(file, "");
        assertThat(told()).as("back again").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.kamelet.yaml", "README.md", "notes.txt", ".a.kamelet.yaml.swp", "..data", "yaml"})
    void what_is_read_or_was_never_meant_to_be_is_not_told(String name) throws IOException {
        Files.writeString(folder.resolve(name), "");

        assertThat(told()).isEmpty();
    }

    @Test
    void a_folder_in_the_folder_is_not_told() throws IOException {
        Files.createDirectory(folder.resolve("old.yaml"));

        assertThat(told()).isEmpty();
    }

    private List<String> told() throws IOException {
        try (LogLines log = LogLines.capture();
                Stream<Path> files = Files.list(folder)) {
            unread.tell(files.toList());
            return log.all();
        }
    }
}
