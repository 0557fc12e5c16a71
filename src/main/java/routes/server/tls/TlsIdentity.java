package routes.server.tls;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server shows of itself now. The files are looked at every few seconds; what is new there is used for new connections, and
 * what is broken, or half written, leaves things as they are.
 */
public final class TlsIdentity {

    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    private static final long LOOK_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final TlsFiles files;
    private final Vertx vertx;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile TlsMaterial current;
    private String complaint = "";

    /** @throws IllegalArgumentException where the files cannot be used */
    public TlsIdentity(TlsFiles files, Vertx vertx) {
        this.files = files;
        this.vertx = vertx;
        this.current = TlsMaterial.read(files, vertx);
        LOG.info("http: TLS with a certificate that ends {}", current.end());
    }

    public void watch() {
        vertx.setPeriodic(
                LOOK_MILLIS,
                tick -> vertx.executeBlocking(() -> {
                    look();
                    return null;
                }));
    }

    public X509ExtendedKeyManager key() {
        return new CurrentKey(() -> current.key());
    }

    public Optional<X509ExtendedTrustManager> authorities() {
        return current.authorities().isEmpty()
                ? Optional.empty()
                : Optional.of(new CurrentAuthorities(() -> current.authorities().orElseThrow()));
    }

    /** How often the files have changed. */
    int changes() {
        return changes.get();
    }

    /** Looks at the files now. */
    public synchronized void look() {
        try {
            TlsMaterial read = TlsMaterial.read(files, vertx);
            complaint = "";
            if (!read.content().equals(current.content())) {
                current = read;
                changes.incrementAndGet();
                LOG.info("http: the certificate was read anew; it ends {}", read.end());
            }
        } catch (IllegalArgumentException broken) {
            if (!complaint.equals(broken.getMessage())) {
                complaint = broken.getMessage();
                LOG.warn("http: the certificate stays as it was: {}", complaint);
            }
        }
    }
}
