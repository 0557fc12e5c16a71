package routes.destination.syslog;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import routes.destination.net.CertificateEnd;

/** What carries messages to one receiver. */
interface SyslogClient {

    /**
     * Connects where there is no connection, and returns when the bytes are with the system.
     *
     * @param isLost whether something that was sent before will never be confirmed, and has to go first
     */
    Sent send(byte[] messages, BooleanSupplier isLost) throws Exception;

    /** Ends what is in flight for good; from any thread, and more than once. */
    void hangUp();

    /**
     * @param confirmation completes when what was sent counts as delivered, exceptionally where it is lost; null where it counts now
     * @param certificates null where the receiver showed none
     */
    record Sent(CompletableFuture<Void> confirmation, CertificateEnd certificates) {}
}
