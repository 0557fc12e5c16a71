package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk in docs/adding-a-destination.md does what it says: its own commands, in order, on the packaged jar. */
class AddingADestinationIT {

    private static final Path DOCUMENT = Path.of("docs/adding-a-destination.md");
    /** A block of commands, and the block of what they print where one follows directly. */
    private static final Pattern STEP = Pattern.compile("(?s)```bash\n(.+?)```\n(?:\n```\n(.*?)```\n)?");

    private static final String END = "---- end of step ----\n";

    private final List<String> commands = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();

    @Test
    void every_command_of_the_document_prints_what_the_document_says(@TempDir Path work) throws Exception {
        for (MatchResult step :
                STEP.matcher(Files.readString(DOCUMENT)).results().toList()) {
            commands.add(step.group(1));
            printed.add(step.group(2) == null ? "" : step.group(2));
        }
        assertThat(commands).hasSizeGreaterThan(8);

        Path output = work.resolve("printed.txt");
        run(script(work), work, output);

        assertThat(Files.readString(output)).isEqualTo(String.join(END, printed) + END);
    }

    @Test
    void the_document_leaves_no_block_of_commands_out() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(STEP.matcher(document).results().count())
                .isEqualTo(document.lines().filter("```bash"::equals).count());
        assertThat(document.lines().filter(line -> line.startsWith("```yaml"))).isEmpty();
    }

    private Path script(Path work) throws IOException {
        StringBuilder script = new StringBuilder();
        commands.forEach(step -> script.append(step)
                .append("printf '%s\\n' '")
                .append(END.strip())
                .append("'\n"));
        return Files.writeString(work.resolve("walk.sh"), script);
    }

    /** One shell for all steps, as a person has one; what a failed walk leaves running is ended. */
    private static void run(Path script, Path work, Path output) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SIEM_") || name.startsWith("CAMEL_"));
        builder.environment().put("SIEM_HTTP_PORT", Integer.toString(Ports.free()));
        builder.environment().put("WALK", work.resolve("walk").toString());
        Process shell = builder.start();
        try {
            assertThat(shell.waitFor(3 * Await.DEADLINE.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> "the walk ends; it printed so far:\n" + read(output) + "\nand the router's log is:\n"
                            + read(work.resolve("walk/router.log")))
                    .isTrue();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            return "(nothing)";
        }
    }
}
