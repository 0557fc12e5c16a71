package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import routes.destination.net.TestAuthority;

/**
 * A real rsyslogd in a process of its own, of the Debian packages {@code rsyslog} and {@code rsyslog-gnutls}. It takes UDP, TCP and
 * TLS, and writes what it understood of each message as a line of JSON to a file.
 */
final class Rsyslog implements AutoCloseable {

    /** Each record begins with a line break, so that one which was torn by a kill does not take the next one with it. */
    private static final String CONFIGURATION =
            """
            global(
                workDirectory="${folder}" maxMessageSize="64k" net.enableDNS="off"
                defaultNetstreamDriverCAFile="${ca}"
                defaultNetstreamDriverCertFile="${certificate}"
                defaultNetstreamDriverKeyFile="${key}"
            )
            module(load="imudp")
            module(load="imptcp")
            module(load="imtcp")
            template(name="record" type="list") {
                constant(value="\\n{") property(outname="host" name="hostname" format="jsonf")
                constant(value=",") property(outname="pri" name="pri" format="jsonf")
                constant(value=",") property(outname="program" name="programname" format="jsonf")
                constant(value=",") property(outname="tag" name="syslogtag" format="jsonf")
                constant(value=",") property(outname="time" name="timereported" dateFormat="rfc3339" format="jsonf")
                constant(value=",") property(outname="msg" name="msg" format="jsonf")
                constant(value=",") property(outname="raw" name="rawmsg" format="jsonf")
                constant(value="}")
            }
            ruleset(name="store") { action(type="omfile" file="${records}" template="record") }
            input(type="imudp" address="127.0.0.1" port="${udp}" ruleset="store")
            input(type="imptcp" address="127.0.0.1" port="${tcp}" ruleset="store")
            input(type="imtcp" address="127.0.0.1" port="${tls}" ruleset="store"
                streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon")
            input(type="imtcp" address="127.0.0.1" port="${mutual}" ruleset="store"
                streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="x509/certvalid")
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int udp = Ports.free();
    private final int tcp = Ports.free();
    private final int tls = Ports.free();
    private final int mutual = Ports.free();
    private final Path program;
    private final Path folder;
    private Process process;

    /** @param authority has signed a certificate called {@code rsyslog} */
    private Rsyslog(Path work, TestAuthority authority) {
        program = DebianPackage.program("rsyslogd", "rsyslog rsyslog-gnutls");
        folder = work.resolve("rsyslog");
        String configuration = CONFIGURATION
                .replace("${folder}", folder.toString())
                .replace("${ca}", authority.caFile())
                .replace("${certificate}", authority.certificateFile("rsyslog"))
                .replace("${key}", authority.keyFile("rsyslog"))
                .replace("${records}", records().toString())
                .replace("${udp}", Integer.toString(udp))
                .replace("${tcp}", Integer.toString(tcp))
                .replace("${tls}", Integer.toString(tls))
                .replace("${mutual}", Integer.toString(mutual));
        try {
            Files.createDirectories(folder);
            Files.writeString(configuration(), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Rsyslog start(Path work, TestAuthority authority) {
        Rsyslog rsyslog = new Rsyslog(work, authority);
        rsyslog.restart();
        return rsyslog;
    }

    /** The URL of one of its inputs: {@code udp}, {@code tcp}, {@code tls}, or {@code mutual}, which wants a certificate. */
    String url(String input) {
        return switch (input) {
            case "udp" -> "syslog+udp://127.0.0.1:" + udp;
            case "tcp" -> "syslog://127.0.0.1:" + tcp;
            case "tls" -> "syslog+tls://localhost:" + tls;
            case "mutual" -> "syslog+tls://localhost:" + mutual;
            default -> throw new IllegalArgumentException(input);
        };
    }

    /** Starts it again on the same ports and the same file, and waits until it listens. */
    void restart() {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            program.toString(),
                            "-n",
                            "-iNONE",
                            "-f",
                            configuration().toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().put("TZ", "UTC");
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Await.until("rsyslogd listens", () -> Stream.of(tcp, tls, mutual).allMatch(Rsyslog::listens), this::said);
    }

    /** SIGKILL. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while rsyslogd was ending", e);
        }
    }

    /** What it understood of the messages that bear this host name, in the order of arrival. */
    List<JsonNode> records(String host) {
        try {
            List<JsonNode> records = new ArrayList<>();
            for (String line :
                    Files.exists(records()) ? Files.readString(records()).split("\n") : new String[0]) {
                // the last one may be on its way, and one may have been torn by a kill
                if (line.endsWith("}")) {
                    JsonNode record = JSON.readTree(line);
                    if (record.path("host").asText().equals(host)) {
                        records.add(record);
                    }
                }
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> awaitRecords(String host, int count) {
        Await.until(
                count + " records of " + host,
                () -> records(host).size() >= count,
                () -> records(host).size() + " records\n" + said());
        return records(host);
    }

    /** The ids of the CEF messages of a host, in the order of their first arrival. */
    List<String> ids(String host) {
        return records(host).stream()
                .map(record -> record.path("msg").asText())
                .map(message -> message.replaceFirst("(?s).* externalId=([^ ]*) .*", "$1"))
                .distinct()
                .toList();
    }

    void awaitIds(String host, List<String> wanted) {
        Await.until(
                "rsyslogd has " + wanted.size() + " events",
                () -> new HashSet<>(ids(host)).containsAll(wanted),
                () -> "it has " + ids(host).size() + "\n" + said());
    }

    @Override
    public void close() {
        kill();
    }

    private Path configuration() {
        return folder.resolve("rsyslog.conf");
    }

    private Path records() {
        return folder.resolve("records");
    }

    private Path log() {
        return folder.resolve("rsyslogd.log");
    }

    private String said() {
        try {
            return "rsyslogd says:\n" + Files.readString(log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
