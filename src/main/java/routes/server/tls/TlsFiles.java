package routes.server.tls;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import routes.disk.BoundedFile;

/**
 * What the server shows of itself and asks of clients, in files in PEM.
 *
 * @param certificate the server's own, and those that signed it, in this order
 * @param key its private key, PKCS #8 or of openssl's older forms, not encrypted
 * @param clientAuthorities certificates of those whose clients are let in; empty where clients need none
 * @param isClientCertificateRequired whether a client without one is turned away
 */
public record TlsFiles(
        Path certificate, Path key, Optional<Path> clientAuthorities, boolean isClientCertificateRequired) {

    private static final int MOST_BYTES = 1 << 20;

    /** @throws IllegalArgumentException with a sentence that names the variable */
    static Buffer read(String variable, Path file) {
        try {
            byte[] bytes = BoundedFile.read(file, MOST_BYTES);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        variable + " = " + file + ": expected at most " + MOST_BYTES + " bytes of PEM");
            }
            return Buffer.buffer(bytes);
        } catch (NoSuchFileException absent) {
            throw new IllegalArgumentException(variable + " = " + file
                    + ": expected a file in PEM. Create it, or give this user the right to see it.");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    variable + " = " + file + ": cannot be read. Give this user the right to read it.");
        }
    }
}
