package routes.destination.kafka;

import java.util.Properties;
import routes.destination.net.PemTexts;
import routes.destination.net.TlsFiles;
import routes.verdict.DeliveryException;

/** TLS and SASL as settings of Kafka's client (Kafka documentation, Security). Not set is null or an empty text. */
final class KafkaSecurity {

    String protocol = "PLAINTEXT";
    String saslMechanism = "PLAIN";
    String username;
    String password;
    String caFile;
    String clientCertificateFile;
    String clientKeyFile;

    /** @throws DeliveryException parked, where a PEM file is of no use; one answer, whatever is wrong with it */
    Properties settings() throws DeliveryException {
        Properties settings = new Properties();
        settings.setProperty("security.protocol", protocol);
        if (protocol.startsWith("SASL_")) {
            settings.setProperty("sasl.mechanism", saslMechanism);
            settings.setProperty("sasl.jaas.config", login());
        }
        if (protocol.endsWith("SSL")) {
            tls(settings);
        }
        return settings;
    }

    private String login() {
        String module = saslMechanism.startsWith("SCRAM") ? "scram.ScramLoginModule" : "plain.PlainLoginModule";
        return "org.apache.kafka.common.security.%s required username=%s password=%s;"
                .formatted(module, quoted(username), quoted(password));
    }

    /** JAAS reads a quoted text with the escapes of {@link java.io.StreamTokenizer}; a bare line break would end it. */
    private static String quoted(String text) {
        String escaped = (text == null ? "" : text)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return '"' + escaped + '"';
    }

    /** Kafka is given what the files hold and not their names: what it says of a file tells what is in it. */
    private void tls(Properties settings) throws DeliveryException {
        PemTexts pem = new TlsFiles(orNull(caFile), orNull(clientCertificateFile), orNull(clientKeyFile)).texts();
        if (pem.authorities() != null) {
            settings.setProperty("ssl.truststore.type", "PEM");
            settings.setProperty("ssl.truststore.certificates", pem.authorities());
        }
        if (pem.certificate() != null) {
            settings.setProperty("ssl.keystore.type", "PEM");
            settings.setProperty("ssl.keystore.certificate.chain", pem.certificate());
            settings.setProperty("ssl.keystore.key", pem.key());
        }
    }

    private static String orNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
