package routes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Keycloak in a process of its own, from what {@code src/test/nodes/fetch} puts into {@code target/nodes}, with the realm of
 * {@code src/test/nodes/keycloak-realm.json}. Where that was not run, the test is skipped; on a build server it fails.
 */
final class KeycloakNode implements AutoCloseable {

    private static final Path HOME = Path.of("target/nodes/keycloak").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Path log;
    private Process process;

    private KeycloakNode(Path work) {
        this.log = work.resolve("keycloak.log");
    }

    static KeycloakNode start(Path work) throws IOException {
        boolean isFetched = Files.isDirectory(HOME);
        String missing = "there is no keycloak in target/nodes: run src/test/nodes/fetch once";
        if (!isFetched && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        assumeTrue(isFetched, missing);
        Path realm = Files.createDirectories(HOME.resolve("data/import")).resolve("soc-realm.json");
        Files.writeString(realm, Files.readString(Path.of("src/test/nodes/keycloak-realm.json")));
        KeycloakNode node = new KeycloakNode(work);
        node.spawn();
        return node;
    }

    /** What its tokens have in {@code iss}. */
    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/soc";
    }

    /** A token that the issuer gives somebody who logs in by this client. */
    String token(String client, String user) {
        return field(client, user, "access_token");
    }

    /** Another thing that comes with it: {@code id_token}, {@code refresh_token}. */
    String field(String clientId, String user, String field) {
        String form = "grant_type=password&scope=openid&client_id=" + clientId + "&username=" + user + "&password="
                + user + "-password";
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return JSON.readTree(answer.body()).path(field).asText();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Keycloak answered", e);
        }
    }

    private void spawn() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        HOME.resolve("bin/kc.sh").toString(),
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname-strict=false")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("Keycloak does not start\n" + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private boolean isReady() {
        HttpRequest discovery = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(discovery, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Keycloak started", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** The script has the server as its child. */
    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
