package routes.destination.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import routes.destination.Blank;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * The PEM files that say whom an integration trusts and who it is; one that is blank is as if it were null.
 *
 * @param authorities the only certificates that are trusted; null trusts the authorities Java comes with
 * @param certificate our own, first, and those that lead from it to an authority
 * @param key the key to {@code certificate}, PKCS#8, not encrypted
 */
public record TlsFiles(String authorities, String certificate, String key) {

    private static final char[] NO_PASSWORD = new char[0];

    /** Camel hands a Kamelet's parameter that is not set as an empty text. */
    public TlsFiles {
        authorities = Blank.or(authorities, null);
        certificate = Blank.or(certificate, null);
        key = Blank.or(key, null);
    }

    /** What changes when one of the files does; a file that is not there has a state as well. */
    List<String> state() {
        return Stream.of(authorities, certificate, key)
                .filter(Objects::nonNull)
                .map(TlsFiles::state)
                .toList();
    }

    public SSLContext context() throws DeliveryException {
        if ((certificate == null) != (key == null)) {
            throw unusable("client_certificate_file and client_key_file are set only together.");
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw unusable("The files for TLS do not fit together.");
        }
    }

    /** The same three for a client that reads PEM by itself, of which it then cannot say what is in them; see {@link PemTexts}. */
    public PemTexts texts() throws DeliveryException {
        context();
        if (certificate == null) {
            return new PemTexts(authoritiesText(), null, null);
        }
        List<X509Certificate> own = new Pem("client_certificate_file", certificate).certificates();
        String algorithm = own.get(0).getPublicKey().getAlgorithm();
        return new PemTexts(
                authoritiesText(),
                PemTexts.of(own),
                PemTexts.of(new Pem("client_key_file", key).privateKey(algorithm)));
    }

    private String authoritiesText() throws DeliveryException {
        return authorities == null ? null : PemTexts.of(new Pem("ca_file", authorities).certificates());
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException, IOException, DeliveryException {
        if (certificate == null) {
            return new KeyManager[0];
        }
        List<X509Certificate> own = new Pem("client_certificate_file", certificate).certificates();
        String algorithm = own.get(0).getPublicKey().getAlgorithm();
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "own",
                new Pem("client_key_file", key).privateKey(algorithm),
                NO_PASSWORD,
                own.toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException, DeliveryException {
        KeyStore store = null;
        if (authorities != null) {
            store = emptyStore();
            for (X509Certificate authority : new Pem("ca_file", authorities).certificates()) {
                store.setCertificateEntry(Integer.toString(store.size()), authority);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return Stream.of(trust.getTrustManagers())
                .map(one -> new InDateTrust((X509ExtendedTrustManager) one))
                .toArray(TrustManager[]::new);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static String state(String file) {
        try {
            Path path = Path.of(file);
            return file + " " + Files.getLastModifiedTime(path) + " " + Files.size(path);
        } catch (IOException | InvalidPathException absent) {
            return file;
        }
    }

    private static DeliveryException unusable(String what) {
        return DeliveryException.of(
                Verdict.PARKED,
                new Reason(
                        "tls_file", what, "Check ca_file, client_certificate_file and client_key_file of this one."));
    }
}
