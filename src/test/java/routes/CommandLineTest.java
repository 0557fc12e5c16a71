package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes where when somebody types a command. */
class CommandLineTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @Test
    void a_new_token_s_line_is_all_there_is_on_standard_output_and_the_token_is_on_standard_error() {
        assertThat(run("token new --name agents-eu --roles producer")).isZero();

        assertThat(text(printed)).matches("- \\{name: agents-eu, sha256: [0-9a-f]{64}, roles: \\[producer]}\\R");
        assertThat(text(complaints).lines()).anyMatch(line -> line.matches("siem_[A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest
    @CsvSource({
        "token new --help, --expires",
        "token --help, token new --name",
        "token new --name a -h, --roles",
        "help token, --expires",
        "journal --help, journal head",
        "journal head --help, SIEM_JOURNAL_HMAC_KEY",
        "journal verify --help, --head FILE",
        "journal verify --head --help, --head FILE",
        "--help, token new --name",
        "-h, starts the router",
        "help, SIEM_HTTP_PORT"
    })
    void help_is_printed_for_each_command_and_nothing_is_done(String command, String part) {
        assertThat(run(command)).isZero();

        assertThat(text(printed)).contains("Usage:", part);
        assertThat(text(complaints)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"token", "token old", "token new", "token new --nick a", "journal", "journal heads", "verify all"
            })
    void a_misspelt_command_is_told_on_standard_error(String command) {
        assertThat(run(command)).isEqualTo(2);

        assertThat(text(printed)).isEmpty();
        assertThat(text(complaints)).startsWith("siem-router: ").contains(command.substring(0, 5));
    }

    private int run(String command) {
        return new CommandLine(
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        new PrintStream(complaints, true, StandardCharsets.UTF_8),
                        Map.of())
                .run(command.split(" ", -1));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
