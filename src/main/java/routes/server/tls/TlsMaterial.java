package routes.server.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What was read from the files at one moment, whole and fitting together.
 *
 * @param content the files' bytes, to tell a change
 * @param key the certificate and its key
 * @param authorities of clients; empty where they need no certificate
 */
public record TlsMaterial(Buffer content, X509ExtendedKeyManager key, Optional<X509ExtendedTrustManager> authorities) {

    static final String CERTIFICATE = "SIEM_HTTP_CERTIFICATE_FILE";
    static final String KEY = "SIEM_HTTP_KEY_FILE";
    static final String CLIENT_AUTHORITIES = "SIEM_HTTP_CLIENT_CA_FILE";

    /** @throws IllegalArgumentException with a sentence that names the variable and the file, and holds nothing of what is in it */
    public static TlsMaterial read(TlsFiles files, Vertx vertx) {
        Buffer certificate = TlsFiles.read(CERTIFICATE, files.certificate());
        Buffer key = TlsFiles.read(KEY, files.key());
        Optional<Buffer> authorities = files.clientAuthorities().map(path -> TlsFiles.read(CLIENT_AUTHORITIES, path));
        Buffer content = Buffer.buffer().appendBuffer(certificate).appendBuffer(key);
        authorities.ifPresent(content::appendBuffer);
        return new TlsMaterial(
                content,
                keyManager(files, certificate, key, vertx),
                authorities.map(pem -> trustManager(files, pem, vertx)));
    }

    /** The end of the server's certificate. */
    String end() {
        return certificate(key).getNotAfter().toInstant().toString();
    }

    private static X509ExtendedKeyManager keyManager(TlsFiles files, Buffer certificate, Buffer key, Vertx vertx) {
        X509ExtendedKeyManager manager;
        boolean doFit;
        try {
            manager = (X509ExtendedKeyManager) new PemKeyCertOptions()
                    .setCertValue(certificate)
                    .setKeyValue(key)
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers()[0];
            doFit = doFit(manager);
        } catch (Exception unusable) {
            throw new IllegalArgumentException(
                    CERTIFICATE + " = " + files.certificate() + ", " + KEY + " = " + files.key()
                            + ": expected a certificate and its private key in PEM, the key not encrypted. Check both with openssl.");
        }
        if (!doFit) {
            throw new IllegalArgumentException(
                    CERTIFICATE + " = " + files.certificate() + ": its key is another one than " + KEY + " = "
                            + files.key() + ". Put the two that belong together there.");
        }
        return manager;
    }

    private static X509ExtendedTrustManager trustManager(TlsFiles files, Buffer pem, Vertx vertx) {
        try {
            return (X509ExtendedTrustManager) new PemTrustOptions()
                    .addCertValue(pem)
                    .getTrustManagerFactory(vertx)
                    .getTrustManagers()[0];
        } catch (Exception unusable) {
            throw new IllegalArgumentException(
                    CLIENT_AUTHORITIES + " = " + files.clientAuthorities().orElseThrow()
                            + ": expected certificates in PEM. Check it with openssl.");
        }
    }

    private static boolean doFit(X509ExtendedKeyManager manager) throws GeneralSecurityException {
        X509Certificate certificate = certificate(manager);
        String algorithm = certificate.getPublicKey().getAlgorithm();
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        PrivateKey key = manager.getPrivateKey(alias(manager));
        if (!key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        byte[] message = {1, 2, 3};
        signature.initSign(key);
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(message);
        return signature.verify(signed);
    }

    private static X509Certificate certificate(X509ExtendedKeyManager manager) {
        return manager.getCertificateChain(alias(manager))[0];
    }

    private static String alias(X509ExtendedKeyManager manager) {
        for (String type : new String[] {"RSA", "EC", "EdDSA", "Ed25519", "RSASSA-PSS", "DSA"}) {
            String[] aliases = manager.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                return aliases[0];
            }
        }
        throw new IllegalArgumentException("no key of a type that TLS knows");
    }
}
