package routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own checker. */
final class Promtool {

    private Promtool() {}

    /** Runs it in a folder, on what stands in its standard input; what it says is in the failure where it is not content. */
    static void isContent(Path folder, String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(DebianPackage.program("promtool", "prometheus").toString());
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
}
