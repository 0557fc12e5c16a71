package siemrouter;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Where to, and how patiently.
 *
 * @param endpoint the router's address, such as {@code https://router.example.com:8080}
 * @param apiKey token with the role producer; null or empty where the router has none
 * @param batchSize most records in a request
 * @param flushInterval how long a record waits for others
 * @param maxBuffer most records in memory; beyond them they go to the spool at once
 * @param spool folder of what could not be sent, made when it is needed; null for none
 * @param maxSpoolBytes beyond them, or without a spool, what the buffer cannot hold is dropped and counted
 * @param timeout of a connection, and of an answer
 * @param closeTimeout how long the end of the program waits for what is in memory; the rest goes to the spool
 * @param tls with the authorities that are trusted; null for those Java comes with
 */
public record Settings(
        URI endpoint,
        String apiKey,
        int batchSize,
        Duration flushInterval,
        int maxBuffer,
        Path spool,
        long maxSpoolBytes,
        Duration timeout,
        Duration closeTimeout,
        SSLContext tls) {

    static final String PATH = "/api/v1/events";

    private static final long GIBIBYTE = 1024L * 1024 * 1024;

    /** @throws IllegalArgumentException where the endpoint is no address of a router */
    public Settings {
        if (endpoint == null || !isAddress(endpoint)) {
            throw new IllegalArgumentException(
                    "endpoint has to be the router's address, such as https://router.example.com:8080");
        }
        batchSize = Math.max(1, Math.min(batchSize, 10_000));
        maxBuffer = Math.max(1, maxBuffer);
    }

    /** The same defaults as the audit guide's: 100 records, 5 seconds, 1000 in memory. */
    public static Settings of(String endpoint, String apiKey) {
        return new Settings(
                endpoint == null ? null : URI.create(endpoint),
                apiKey,
                100,
                Duration.ofSeconds(5),
                1000,
                Path.of("audit", "siem-spool"),
                GIBIBYTE,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                null);
    }

    public Settings withSpool(Path folder, long maxBytes) {
        return new Settings(
                endpoint,
                apiKey,
                batchSize,
                flushInterval,
                maxBuffer,
                folder,
                maxBytes,
                timeout,
                closeTimeout,
                tls);
    }

    public Settings withBatches(int size, Duration interval, int buffer) {
        return new Settings(
                endpoint, apiKey, size, interval, buffer, spool, maxSpoolBytes, timeout, closeTimeout, tls);
    }

    public Settings withTimeouts(Duration ofRequests, Duration ofClose) {
        return new Settings(
                endpoint,
                apiKey,
                batchSize,
                flushInterval,
                maxBuffer,
                spool,
                maxSpoolBytes,
                ofRequests,
                ofClose,
                tls);
    }

    public Settings withTls(SSLContext context) {
        return new Settings(
                endpoint,
                apiKey,
                batchSize,
                flushInterval,
                maxBuffer,
                spool,
                maxSpoolBytes,
                timeout,
                closeTimeout,
                context);
    }

    private static boolean isAddress(URI endpoint) {
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        String path = endpoint.getRawPath();
        return http
                && endpoint.getHost() != null
                && endpoint.getRawUserInfo() == null
                && (path.isEmpty() || path.equals("/") || path.equals(PATH));
    }
}
