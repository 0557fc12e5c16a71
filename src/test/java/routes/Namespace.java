package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A network namespace of its own for a part of a test: nothing of it can reach another machine. */
final class Namespace {

    private static final int MINUTES = 40;

    private Namespace() {}

    /** Skips the test where namespaces are not permitted, but not on the build machine ({@code CI=true}). */
    static void require() throws IOException, InterruptedException {
        boolean permitted;
        try {
            permitted = new ProcessBuilder("unshare", "-n", "-m", "ip", "link", "set", "lo", "up")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            permitted = false;
        }
        assertThat(permitted || !Boolean.parseBoolean(System.getenv("CI")))
                .as("CI=true, and network namespaces are not permitted")
                .isTrue();
        assumeTrue(permitted, "skipped, network namespaces are not permitted");
    }

    /**
     * Runs a class of the tests within one; it has to end with 0.
     *
     * @param setup of the namespace, shell commands of which the last has to succeed
     */
    static void run(Path work, String setup, Class<?> main, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("unshare", "-n", "-m", "sh", "-c", setup.strip() + " && exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx128m", "-Drouter.jar=" + System.getProperty("router.jar", "target/siem-router.jar"), "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Path said = work.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as(Files.readString(said))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
            System.out.print(Files.readString(said));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
