package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CefMachineTest {

    @Test
    void a_machine_of_another_language_zone_and_charset_writes_the_same_bytes(@TempDir Path folder) throws Exception {
        Path written = folder.resolve("written");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=US-ASCII",
                        "-Duser.language=de",
                        "-Duser.country=DE",
                        "-Duser.timezone=Asia/Kolkata",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CefForked.class.getName(),
                        written.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(java.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        } finally {
            java.destroyForcibly();
        }
        assertThat(java.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();

        ByteArrayOutputStream here = new ByteArrayOutputStream();
        CefForked.write("rfc3164", here);
        CefForked.write("rfc5424", here);
        CefForked.writeJson(here);
        assertThat(Files.readAllBytes(written)).isEqualTo(here.toByteArray());
    }
}
