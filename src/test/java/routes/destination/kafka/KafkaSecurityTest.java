package routes.destination.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.net.TestAuthority;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

class KafkaSecurityTest {

    @TempDir
    private static Path folder;

    private static TestAuthority authority;

    @BeforeAll
    static void sign() {
        authority = new TestAuthority(folder).sign("client", "dns:client", "-1d", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with \"quotes\" and \\ and \\1 and ;",
                "a=b required",
                "\u00e4\u20ac",
                "line\nbreak\r\n",
                "#class:x",
                "{{env:HOME}}",
                "${file:/etc/passwd:root}",
                "\";x y required"
            })
    void kafka_reads_user_and_password_as_they_were_set(String text) throws DeliveryException {
        KafkaSecurity security = new KafkaSecurity();
        security.protocol = "SASL_SSL";
        security.saslMechanism = "SCRAM-SHA-512";
        security.username = text;
        security.password = text;

        Password login = new Password(security.settings().getProperty("sasl.jaas.config"));
        var entries =
                JaasContext.loadClientContext(Map.of("sasl.jaas.config", login)).configurationEntries();

        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).getLoginModuleName()).endsWith("ScramLoginModule");
        assertThat(entries.get(0).getOptions()).isEqualTo(Map.of("username", text, "password", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "/etc", "/dev/zero", "/proc/self/environ", "\0", "CERTIFICATE", "PRIVATE KEY"})
    void whatever_a_file_is_the_answer_is_that_of_one_that_is_not_there(String name) throws Exception {
        String file = name.startsWith("/") || name.equals("\0") ? name : rubbish(name);
        String absent = folder.resolve("absent.pem").toString();

        assertThat(answer(file, null, null))
                .isEqualTo(answer(absent, null, null).replace(absent, file));
        assertThat(answer(null, file, file))
                .isEqualTo(answer(null, absent, absent).replace(absent, file));
        String good = authority.certificateFile("client");
        assertThat(answer(null, good, file))
                .isEqualTo(answer(null, good, absent).replace(absent, file));
        assertThat(List.of(answer(file, null, null), answer(null, good, file)))
                .allMatch(answer -> answer.contains("tls_file") && !answer.contains("Exception"));
    }

    @Test
    void a_certificate_without_its_key_or_a_key_alone_is_of_no_use() {
        assertThat(answer(null, authority.certificateFile("client"), null)).contains("tls_file");
        assertThat(answer(null, null, authority.keyFile("client"))).contains("tls_file");
    }

    @Test
    void kafka_trusts_whom_the_files_name_and_shows_what_they_hold() throws Exception {
        Properties settings = security(
                        authority.caFile(), authority.certificateFile("client"), authority.keyFile("client"))
                .settings();
        Map<String, Object> parsed = new HashMap<>(new ProducerConfig(withSerializers(settings)).values());

        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(parsed);

            assertThat(certificate(factory.truststore())).contains("CN=authority");
            assertThat(certificate(factory.keystore())).contains("CN=client");
        }
    }

    private static Properties withSerializers(Properties settings) {
        Properties all = new KafkaSettings().all();
        all.putAll(settings);
        all.setProperty("bootstrap.servers", "localhost:9093");
        return all;
    }

    private static String certificate(KeyStore store) throws KeyStoreException {
        String alias = store.aliases().nextElement();
        return ((X509Certificate) store.getCertificate(alias))
                .getSubjectX500Principal()
                .toString();
    }

    private String rubbish(String label) throws IOException {
        String text = "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n";
        return Files.writeString(folder.resolve(label + ".pem"), text).toString();
    }

    private static String answer(String authorities, String certificate, String key) {
        DeliveryException said =
                catchThrowableOfType(DeliveryException.class, () -> security(authorities, certificate, key)
                        .settings());
        assertThat(said.rest()).isEqualTo(Verdict.PARKED);
        return said.reason().toString();
    }

    private static KafkaSecurity security(String authorities, String certificate, String key) {
        KafkaSecurity security = new KafkaSecurity();
        security.protocol = "SSL";
        security.caFile = authorities;
        security.clientCertificateFile = certificate;
        security.clientKeyFile = key;
        return security;
    }
}
