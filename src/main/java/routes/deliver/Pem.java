package routes.deliver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PEM file (RFC 7468) that a setting names. What is wrong with it parks the integration until it is mended; nothing of its
 * content is ever told.
 *
 * @param setting the setting's name in the API, for the message
 */
record Pem(String setting, String file) {

    /** The largest bundle of authorities in use is a quarter of this. */
    private static final int MOST_BYTES = 1_000_000;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** All certificates of the file, in its order; never none. */
    List<X509Certificate> certificates() throws DeliveryException {
        try {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (byte[] der : blocks("CERTIFICATE")) {
                certificates.add((X509Certificate) x509.generateCertificate(new ByteArrayInputStream(der)));
            }
            return certificates;
        } catch (CertificateException damaged) {
            throw unusable("holds a certificate that cannot be read", "Write the certificate to it again.");
        }
    }

    /** @param algorithm that of the certificate's public key, which the two share */
    PrivateKey privateKey(String algorithm) throws DeliveryException {
        try {
            PKCS8EncodedKeySpec key =
                    new PKCS8EncodedKeySpec(blocks("PRIVATE KEY").get(0));
            return KeyFactory.getInstance(algorithm).generatePrivate(key);
        } catch (GeneralSecurityException foreign) {
            throw unusable(
                    "holds no " + algorithm + " key, which the client certificate needs", "Take the key it has.");
        }
    }

    private List<byte[]> blocks(String label) throws DeliveryException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(text());
        while (found.find()) {
            if (found.group(1).equals(label)) {
                blocks.add(Base64.getMimeDecoder().decode(found.group(2)));
            }
        }
        if (blocks.isEmpty()) {
            throw unusable(
                    "holds no " + label,
                    "Expected PEM with BEGIN " + label + "; openssl pkcs8 -topk8 -nocrypt converts other keys.");
        }
        return blocks;
    }

    private String text() throws DeliveryException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException | InvalidPathException unreadable) {
            throw unusable("cannot be read", "Check that it is there and that this user may read it.");
        }
    }

    private DeliveryException unusable(String what, String remedy) {
        return DeliveryException.of(
                Verdict.PARKED, new Reason("tls_file", setting + " = " + file + " " + what + ".", remedy));
    }
}
