package routes.destination.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** TLS and SASL as settings of Kafka's client (Kafka documentation, Security). Not set is null or an empty text. */
final class KafkaSecurity {

    /** The largest bundle of authorities in use is a quarter of this. */
    private static final int MOST_BYTES = 1_000_000;

    String protocol = "PLAINTEXT";
    String saslMechanism = "PLAIN";
    String username;
    String password;
    String caFile;
    String clientCertificateFile;
    String clientKeyFile;

    /** @throws SslAuthenticationException where a PEM file cannot be read */
    Properties settings() {
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

    private void tls(Properties settings) {
        if (isSet(caFile)) {
            settings.setProperty("ssl.truststore.type", "PEM");
            settings.setProperty("ssl.truststore.certificates", read(caFile));
        }
        if (isSet(clientCertificateFile)) {
            settings.setProperty("ssl.keystore.type", "PEM");
            settings.setProperty("ssl.keystore.certificate.chain", read(clientCertificateFile));
            settings.setProperty("ssl.keystore.key", read(clientKeyFile == null ? "" : clientKeyFile));
        }
    }

    private static String read(String file) {
        try {
            Path path = Path.of(file);
            // who opens a pipe waits for its other end, and a device may have no end
            if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                throw new SslAuthenticationException("kafka: " + file + " is no PEM file");
            }
            return Files.readString(path);
        } catch (IOException | InvalidPathException unreadable) {
            throw new SslAuthenticationException("kafka: a PEM file cannot be read: " + file, unreadable);
        }
    }

    private static boolean isSet(String text) {
        return text != null && !text.isBlank();
    }
}
