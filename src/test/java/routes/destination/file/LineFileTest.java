package routes.destination.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.journal.FaultyChannel;

class LineFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_line_that_was_cut_off_is_taken_away_wherever_it_was_cut() throws IOException {
        String whole = "{\"id\":\"1\"}\n";
        String cut = "{\"id\":\"2\",\"reason\":\"" + "x".repeat(150_000) + "\"}";
        for (int length : new int[] {1, 2, 100, 65_536, 131_072, cut.length()}) {
            for (String before : new String[] {"", whole, whole + whole}) {
                Path path = write(before + cut.substring(0, length));
                append(path, "{\"id\":\"3\"}\n");
                assertThat(path).hasContent(before + "{\"id\":\"3\"}\n");
            }
        }
    }

    @Test
    void zeros_that_a_lost_write_left_are_taken_away() throws IOException {
        Path path = write("{\"id\":\"1\"}\n" + "\0".repeat(5_000));
        append(path, "{\"id\":\"2\"}\n");
        assertThat(path).hasContent("{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
    }

    @Test
    void what_somebody_else_wrote_is_left_as_it_is() throws IOException {
        Path path = write("{\"id\":\"1\"}\nnotes of somebody");
        assertThatThrownBy(() -> LineFile.open(path)).isInstanceOf(ForeignFileException.class);
        assertThat(path).hasContent("{\"id\":\"1\"}\nnotes of somebody");
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyChannel.Step.class,
            names = {"WRITE", "SYNC"})
    void lines_that_did_not_reach_the_disk_are_not_left_in_the_file(FaultyChannel.Step failing) throws IOException {
        Path path = write("{\"id\":\"1\"}\n");
        try (LineFile file = new LineFile(failing(path, failing))) {
            assertThatThrownBy(() -> file.append(bytes("{\"id\":\"2\"}\n"))).isInstanceOf(IOException.class);
        }
        assertThat(path).hasContent("{\"id\":\"1\"}\n");
        append(path, "{\"id\":\"2\"}\n");
        assertThat(path).hasContent("{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
    }

    private static FileChannel failing(Path path, FaultyChannel.Step failing) throws IOException {
        FileChannel real = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new FaultyChannel(real, step -> {
            if (step == failing) {
                throw new IOException("No space left on device");
            }
        });
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), text);
    }

    private static void append(Path path, String line) throws IOException {
        try (LineFile file = LineFile.open(path)) {
            file.append(bytes(line));
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
