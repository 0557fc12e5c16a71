package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page that is to be walked through in a shell: its blocks of commands, in order, on the packaged jar. */
final class DocumentWalk {

    /** A block of commands, and the block of what they print where one follows directly. */
    private static final Pattern STEP = Pattern.compile("(?s)```bash\n(.+?)```\n(?:\n```\n(.*?)```\n)?");

    private static final String END = "---- end of step ----\n";

    private final String document;
    private final List<MatchResult> steps;

    DocumentWalk(String page) {
        document = read(Path.of(page));
        steps = STEP.matcher(document).results().toList();
    }

    /** The commands print what the page says below them. */
    void check(Path work) throws Exception {
        assertThat(steps).hasSizeGreaterThan(4);
        StringBuilder expected = new StringBuilder();
        StringBuilder script = new StringBuilder();
        for (MatchResult step : steps) {
            script.append(step.group(1)).append("printf '%s\\n' '" + END.strip() + "'\n");
            expected.append(step.group(2) == null ? "" : step.group(2)).append(END);
        }
        Path output = work.resolve("printed.txt");
        run(Files.writeString(work.resolve("walk.sh"), script), work, output);
        assertThat(Files.readString(output)).isEqualTo(expected.toString());
    }

    /** No block is written in a way that {@link #check} would pass over. */
    void checkThatNothingIsLeftOut() {
        assertThat(steps)
                .hasSize((int) document.lines().filter("```bash"::equals).count());
        assertThat(document.lines().filter(line -> line.startsWith("```yaml"))).isEmpty();
    }

    /** What the page writes into a file of this name. */
    String file(String name) {
        MatchResult written = Pattern.compile(
                        "(?s)> \\$WALK/routes/" + Pattern.quote(name) + " <<'YAML'\n(.+?)\nYAML\n")
                .matcher(document)
                .results()
                .findFirst()
                .orElseThrow();
        return written.group(1);
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
                    .as(() -> "the walk ends; it printed so far:\n" + orNothing(output) + "\nand the router's log is:\n"
                            + orNothing(work.resolve("walk/router.log")))
                    .isTrue();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    private static String orNothing(Path file) {
        return Files.exists(file) ? read(file) : "(nothing)";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
