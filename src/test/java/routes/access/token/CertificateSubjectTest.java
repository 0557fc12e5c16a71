package routes.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How people find out what to write into {@code certificate_subject}: docs/access.md has the command. */
class CertificateSubjectTest {

    @TempDir
    private Path folder;

    @Test
    void what_openssl_prints_as_the_subject_is_what_the_tokens_file_takes_for_it() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        Path pem = certificate(
                """
                0.DC = com
                1.DC = example
                O = "Example, Inc. + it's sons"
                OU = "#odd \\\"quoted\\\" <one>; two"
                CN = Jürgen Żółć
                serialNumber = 0815
                UID = edge
                emailAddress = edge@example.com
                """);
        String printed = openssl("x509", "-in", pem.toString(), "-noout", "-subject", "-nameopt", "RFC2253")
                .strip()
                .replaceFirst("^subject=", "");
        String line = "- {name: edge, certificate_subject: '" + printed.replace("'", "''") + "', roles: [producer]}";

        List<Token> tokens = TokensFile.read(line.getBytes(StandardCharsets.UTF_8));

        try (InputStream in = Files.newInputStream(pem)) {
            X500Principal shown = ((X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .getSubjectX500Principal();
            assertThat(Tokens.of(tokens).ofSubject(shown)).isPresent();
            assertThat(CertificateSubject.read(CertificateSubject.shown(shown))).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=\uff45\uff44\uff47\uff45,O=Example",
                "CN=\u212fdge,O=Example",
                "CN=edge,O=\uff25xample",
                "CN=\\ edge,O=Example",
                "CN=edge\\ ,O=Example",
                "CN=\\09edge,O=Example",
                "CN=Edge,O=Example",
                "O=Example,CN=edge",
                "CN=edge"
            })
    void a_subject_that_looks_like_another_one_is_another_one(String other) {
        List<Token> tokens = TokensFile.read("- {name: edge, certificate_subject: 'CN=edge,O=Example', roles: [admin]}"
                .getBytes(StandardCharsets.UTF_8));

        assertThat(Tokens.of(tokens).ofSubject(new X500Principal("CN=edge, O=Example")))
                .isPresent();
        assertThat(Tokens.of(tokens).ofSubject(new X500Principal(other))).isEmpty();
    }

    @Test
    void what_is_shown_of_a_subject_begins_no_line_and_does_not_fill_one() {
        X500Principal odd = new X500Principal("CN=a\nact: {},O=" + "x".repeat(5000));

        assertThat(CertificateSubject.shown(odd))
                .startsWith("CN=a?act: {},O=xx")
                .hasSize(256);
    }

    private Path certificate(String subject) throws Exception {
        Path settings = Files.writeString(
                folder.resolve("req.cnf"),
                "[req]\nprompt = no\nutf8 = yes\nstring_mask = utf8only\ndistinguished_name = subject\n[subject]\n"
                        + subject);
        Path pem = folder.resolve("client.pem");
        Path key = folder.resolve("client.key");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-config",
                settings.toString(),
                "-keyout",
                key.toString(),
                "-out",
                pem.toString());
        return pem;
    }

    private static String openssl(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("/usr/bin/openssl");
        command.command().addAll(List.of(arguments));
        Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }
}
