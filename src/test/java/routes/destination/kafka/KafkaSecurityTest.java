package routes.destination.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSecurityTest {

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
    void kafka_reads_user_and_password_as_they_were_set(String text) {
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

    @Test
    void a_pem_file_that_cannot_be_read_is_a_fault_of_tls() {
        KafkaSecurity security = new KafkaSecurity();
        security.protocol = "SSL";
        security.caFile = "/nowhere/ca.pem";

        assertThatThrownBy(security::settings).isInstanceOf(SslAuthenticationException.class);
    }
}
