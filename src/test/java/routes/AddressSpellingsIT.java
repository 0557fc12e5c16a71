package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link AddressSpellings} in a network namespace of its own, in which every address leads to this machine: nothing of it can reach a
 * real one. Skipped where namespaces are not permitted, but not on the build machine ({@code CI=true}).
 */
class AddressSpellingsIT {

    private static final int MINUTES = 5;

    private static final String HOSTS =
            """
            127.0.0.1 localhost
            ::1 localhost
            169.254.169.254 metadata.test both.test
            10.9.9.9 both.test
            fd00:ec2::254 six.test
            ::ffff:169.254.169.254 mapped.test
            0.0.0.0 wild.test
            """;

    @Test
    void no_spelling_of_a_refused_address_leads_there(@TempDir Path work) throws Exception {
        requireNamespaces();
        Path hosts = Files.writeString(work.resolve("hosts"), HOSTS);
        Path resolver =
                Files.writeString(work.resolve("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        Path router = Files.createDirectory(work.resolve("router"));
        String inside =
                """
                ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo &&
                ip -6 addr add fd00:ec2::254/128 dev lo nodad && ip -6 addr add fe80::1/64 dev lo nodad &&
                mount --bind '%s' /etc/hosts && mount --bind '%s' /etc/resolv.conf && exec "$@"
                """
                        .formatted(hosts, resolver);
        Path said = work.resolve("said");
        Process attack = new ProcessBuilder(List.of(
                        "unshare",
                        "-n",
                        "-m",
                        "sh",
                        "-c",
                        inside,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Drouter.jar=" + System.getProperty("router.jar", "target/siem-router.jar"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AddressSpellings.class.getName(),
                        router.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(attack.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as(Files.readString(said))
                    .isTrue();
            assertThat(attack.exitValue()).as(Files.readString(said)).isZero();
            System.out.print(Files.readString(said));
        } finally {
            attack.descendants().forEach(ProcessHandle::destroyForcibly);
            attack.destroyForcibly();
        }
    }

    private static void requireNamespaces() throws IOException, InterruptedException {
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
}
