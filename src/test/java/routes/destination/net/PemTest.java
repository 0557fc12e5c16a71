package routes.destination.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** A file that somebody who may only write integrations names: nothing is learned of it, and nothing hangs. */
@Timeout(20)
class PemTest {

    private static final String NOT_THERE = "/no/such/file.pem";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no PEM at all, canary",
                "",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"
            })
    void whatever_a_file_holds_the_answer_is_that_of_a_file_that_is_not_there(String content) throws IOException {
        answersAsNotThere(Files.writeString(folder.resolve("file.pem"), content).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/zero",
                "/dev/random",
                "/dev/stdin",
                "/proc/self/environ",
                "/proc/kmsg",
                "/",
                "/etc/passwd",
                "\0"
            })
    void a_device_a_folder_and_what_the_kernel_makes_up_answer_as_a_file_that_is_not_there(String file) {
        answersAsNotThere(file);
    }

    @Test
    void a_pipe_that_nobody_writes_to_is_not_waited_for() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is mkfifo");
        answersAsNotThere(pipe.toString());
        answersAsNotThere(Files.createSymbolicLink(folder.resolve("link"), pipe).toString());
    }

    @Test
    void a_file_of_gigabytes_is_not_read() throws IOException {
        Path huge = folder.resolve("huge.pem");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(8L << 30);
        }
        answersAsNotThere(huge.toString());
    }

    @Test
    void a_file_that_may_not_be_read_answers_as_one_that_is_not_there() throws IOException {
        Path shut = Files.writeString(folder.resolve("shut.pem"), "secret");
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));
        answersAsNotThere(shut.toString());
    }

    private static void answersAsNotThere(String file) {
        for (String setting : List.of("ca_file", "client_key_file")) {
            assertThat(answer(setting, file))
                    .isEqualTo(answer(setting, NOT_THERE).replace(NOT_THERE, file));
        }
    }

    private static String answer(String setting, String file) {
        try {
            Pem pem = new Pem(setting, file);
            return setting.equals("ca_file")
                    ? "holds " + pem.certificates().size()
                    : "holds " + pem.privateKey("RSA").getFormat();
        } catch (DeliveryException unusable) {
            assertThat(unusable.rest()).isEqualTo(Verdict.PARKED);
            return unusable.reason().toString();
        }
    }
}
