package routes.destination.net;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * The files of {@link TlsFiles} as texts in PEM (RFC 7468) that hold what was understood of them and nothing else; each is null
 * where its file is.
 *
 * @param authorities the only certificates that are trusted
 * @param certificate our own and its chain
 * @param key PKCS#8, not encrypted
 */
public record PemTexts(String authorities, String certificate, String key) {

    /** Says which of them there are: a key is nobody's to read. */
    @Override
    public String toString() {
        return "PemTexts[authorities=" + (authorities != null) + ", certificate=" + (certificate != null) + "]";
    }

    static String of(List<X509Certificate> certificates) {
        StringBuilder all = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                all.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException never) {
                throw new IllegalStateException("a certificate that was read has no encoding", never);
            }
        }
        return all.toString();
    }

    static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String label, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }
}
