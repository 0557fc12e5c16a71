package routes.destination.net;

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
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * A PEM file (RFC 7468) that a setting names. What is wrong with it parks the integration until it is mended. Whatever that is,
 * the answer is one: whoever may name a file must not learn which files there are, or what is in them. A device or a pipe is not
 * opened at all, as it could be without an end or never begin.
 *
 * @param setting the setting's name in the API, for the message
 */
record Pem(String setting, String file) {

    /** The largest bundle of authorities in use is a quarter of this. */
    private static final int MOST_BYTES = 1_000_000;

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** All certificates of the file, in its order; never none. */
    List<X509Certificate> certificates() throws DeliveryException {
        try {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (byte[] der : blocks(CERTIFICATE)) {
                certificates.add((X509Certificate) x509.generateCertificate(new ByteArrayInputStream(der)));
            }
            return certificates;
        } catch (CertificateException damaged) {
            throw unusable(CERTIFICATE);
        }
    }

    /** @param algorithm that of the certificate's public key, which the two share */
    PrivateKey privateKey(String algorithm) throws DeliveryException {
        try {
            PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(blocks(KEY).get(0));
            return KeyFactory.getInstance(algorithm).generatePrivate(key);
        } catch (GeneralSecurityException foreign) {
            throw unusable(KEY);
        }
    }

    private List<byte[]> blocks(String label) throws DeliveryException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(text(label));
        try {
            while (found.find()) {
                if (found.group(1).equals(label)) {
                    blocks.add(Base64.getMimeDecoder().decode(found.group(2)));
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw unusable(label);
        }
        if (blocks.isEmpty()) {
            throw unusable(label);
        }
        return blocks;
    }

    private String text(String label) throws DeliveryException {
        try {
            Path path = Path.of(file);
            // what the kernel makes up, such as below /proc, says that it is empty, and reading it may wait for ever
            boolean plain = Files.isRegularFile(path) && Files.size(path) > 0 && Files.size(path) <= MOST_BYTES;
            if (plain) {
                try (InputStream in = Files.newInputStream(path)) {
                    return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
                }
            }
        } catch (IOException | InvalidPathException unreadable) {
            // the same as one that is not there
        }
        throw unusable(label);
    }

    private DeliveryException unusable(String label) {
        return DeliveryException.of(
                Verdict.PARKED,
                new Reason(
                        "tls_file",
                        setting + " = " + file + " is no file of at most 1 MB that this user may read and that holds "
                                + label + " in PEM.",
                        label.equals(KEY)
                                ? "Write the client certificate's key to it, BEGIN PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt converts others."
                                : "Write the certificates to it, BEGIN CERTIFICATE."));
    }
}
