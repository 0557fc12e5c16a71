package routes.destination.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority made by the JDK's keytool in a folder of the test, and what it signs. */
public final class TestAuthority {

    private static final char[] PASSWORD = "keystore".toCharArray();
    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final Path keystore;

    public TestAuthority(Path folder) {
        this.folder = folder;
        this.keystore = folder.resolve("all.p12");
        keytool(AUTHORITY, "CN=" + AUTHORITY, "-ext", "bc:c", "-validity", "3650");
    }

    /**
     * Signs a certificate.
     *
     * @param names as keytool's extension writes them: {@code dns:localhost,ip:127.0.0.1}
     * @param start from now, such as {@code -10d}
     * @param days how long it is valid
     */
    public TestAuthority sign(String alias, String names, String start, int days) {
        keytool(
                alias,
                "CN=" + alias,
                "-signer",
                AUTHORITY,
                "-ext",
                "san=" + names,
                "-startdate",
                start,
                "-validity",
                Integer.toString(days));
        return this;
    }

    /** Signs a client's certificate of this subject (RFC 2253). */
    public TestAuthority signAs(String subject, String alias) {
        keytool(alias, subject, "-signer", AUTHORITY);
        return this;
    }

    /** The PEM file of the authority's own certificate. */
    public String caFile() {
        return certificateFile(AUTHORITY);
    }

    public String certificateFile(String alias) {
        try {
            StringBuilder pem = new StringBuilder("for tests only\n");
            for (Certificate certificate : load().getCertificateChain(alias)) {
                pem.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            return write(alias + ".pem", pem.toString());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public String keyFile(String alias) {
        try {
            byte[] key = load().getKey(alias, PASSWORD).getEncoded();
            return write(alias + "-key.pem", pem("PRIVATE KEY", key));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** For a server that shows this certificate and trusts clients of this authority; for a client the other way round. */
    public SSLContext server(String alias) {
        return context(alias, this);
    }

    /** For a client that shows this certificate and trusts servers of another authority. */
    public SSLContext client(String alias, TestAuthority trusted) {
        return context(alias, trusted);
    }

    /** For a client that shows none. */
    public SSLContext client() {
        return context(null, this);
    }

    private SSLContext context(String alias, TestAuthority trusting) {
        try {
            KeyStore all = load();
            KeyStore own = empty();
            if (alias != null) {
                own.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD);
            KeyStore trusted = empty();
            trusted.setCertificateEntry(AUTHORITY, trusting.load().getCertificate(AUTHORITY));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private KeyStore load() throws GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            all.load(in, PASSWORD);
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            return store;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String pem(String label, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    private String write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void keytool(String alias, String subject, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        // RSA: GnuTLS cannot read a key of an elliptic curve as Java writes it
        command.addAll(List.of("-keystore", keystore.toString(), "-storepass", new String(PASSWORD)));
        command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-alias", alias, "-dname", subject));
        command.addAll(List.of(more));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
