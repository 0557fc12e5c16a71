package routes;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link AddressSpellings} in a {@link Namespace} in which every address leads to this machine.
 */
class AddressSpellingsIT {

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
        Namespace.require();
        Path hosts = Files.writeString(work.resolve("hosts"), HOSTS);
        Path resolver =
                Files.writeString(work.resolve("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        Path router = Files.createDirectory(work.resolve("router"));
        String inside =
                """
                ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo &&
                ip -6 addr add fd00:ec2::254/128 dev lo nodad && ip -6 addr add fe80::1/64 dev lo nodad &&
                mount --bind '%s' /etc/hosts && mount --bind '%s' /etc/resolv.conf
                """
                        .formatted(hosts, resolver);
        Namespace.run(work, inside, AddressSpellings.class, router.toString());
    }
}
