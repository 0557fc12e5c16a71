package routes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own checker, of the Debian package {@code prometheus}. Without it a test is skipped, but in CI it fails. */
final class Promtool {

    private static final String MISSING = "promtool is missing: apt-get install --no-install-recommends prometheus";

    private Promtool() {}

    /** Runs it in a folder, on what stands in its standard input; what it says is in the failure where it is not content. */
    static void isContent(Path folder, String input, String... arguments) throws IOException, InterruptedException {
        assumeThere();
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(Files.createTempFile("promtool", ".in"), input);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + said);
            }
        } finally {
            Files.delete(in);
        }
    }

    private static void assumeThere() {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(MISSING);
        }
        assumeTrue(there, MISSING);
    }
}
