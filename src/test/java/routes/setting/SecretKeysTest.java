package routes.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeysTest {

    @TempDir
    private Path folder;

    private static List<String> keys(Map<String, String> environment) {
        return SecretKeys.of(environment, "SIEM_KEY", "SIEM_KEY_FILE");
    }

    @Test
    void no_variable_or_a_blank_one_is_no_key() {
        assertThat(keys(Map.of())).isEmpty();
        assertThat(keys(Map.of("SIEM_KEY", "  ", "SIEM_KEY_FILE", ""))).isEmpty();
    }

    @Test
    void one_line_is_one_key_whatever_is_in_it() {
        assertThat(keys(Map.of("SIEM_KEY", " a, b;c ${x} {{y}} "))).containsExactly("a, b;c ${x} {{y}}");
    }

    @Test
    void several_lines_are_several_keys_and_the_text_that_was_one_key_before_there_were_lists() throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), "new\n\n  old \n");

        assertThat(keys(Map.of("SIEM_KEY_FILE", file.toString())))
                .isEqualTo(keys(Map.of("SIEM_KEY", "new\n\n  old")))
                .containsExactly("new", "old", "new\n\n  old");
    }

    @Test
    void a_file_that_is_missing_empty_or_no_file_is_refused_by_name_and_so_are_both_at_once() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        for (Path wrong : List.of(folder, empty, folder.resolve("missing"), Path.of("/dev/zero"))) {
            assertThatThrownBy(() -> keys(Map.of("SIEM_KEY_FILE", wrong.toString())))
                    .hasMessageContaining("SIEM_KEY_FILE = " + wrong)
                    .hasMessageContaining("one key a line");
        }
        assertThatThrownBy(() -> keys(Map.of("SIEM_KEY_FILE", empty.toString(), "SIEM_KEY", "hush")))
                .hasMessageContaining("both set")
                .hasMessageNotContaining("hush");
    }
}
