package routes;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import routes.server.HostGuard;
import routes.server.ListeningAddress;
import routes.server.Server;
import routes.server.ServerSettings;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;
import routes.server.connection.ServerTimes;
import routes.server.tls.TlsFiles;
import routes.setting.Settings;

/** Makes the HTTP server of the settings. */
final class ServerWiring {

    /** Files that the journal, the deliveries and Java itself need are kept back: half of what the process may open. */
    private static final int KEPT_BACK = 2;

    private ServerWiring() {}

    /** @param isOpenToAll whether requests need no token */
    static ServerSettings settings(Settings settings, boolean isOpenToAll) {
        InetAddress address = ListeningAddress.of(settings.text("siem.http.host"), !isOpenToAll);
        ListeningAddress.requireLong(address, settings.secret("siem.api.token"));
        return new ServerSettings(
                address,
                settings.size("siem.http.port"),
                settings.size("siem.http.workers"),
                settings.flag("siem.http.h2"),
                connections(settings),
                settings.size("siem.http.max-connections-per-address"),
                new ServerTimes(
                        settings.number("siem.http.idle-ms"),
                        settings.number("siem.http.head-ms"),
                        settings.number("siem.ingest.read-timeout-ms")),
                tls(settings));
    }

    static Server server(
            ServerSettings server, boolean isOpenToAll, Settings settings, ByteBudget budget, MeterRegistry metrics) {
        int body = settings.size("siem.http.max-body-bytes");
        BodyLimits bodies = new BodyLimits(body, body, server.times().bodyMillis(), 0);
        Server made = new Server(server, bodies, budget, metrics);
        if (isOpenToAll) {
            made.guard(new HostGuard());
        }
        return made;
    }

    private static Optional<TlsFiles> tls(Settings settings) {
        Optional<Path> certificate =
                settings.optional("siem.http.certificate-file").map(Path::of);
        Optional<Path> key = settings.optional("siem.http.key-file").map(Path::of);
        Optional<Path> authorities =
                settings.optional("siem.http.client-ca-file").map(Path::of);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "siem.http.certificate-file and siem.http.key-file: expected both or neither. Set the other one too.");
        }
        if (authorities.isPresent() && certificate.isEmpty()) {
            throw new IllegalArgumentException(
                    "siem.http.client-ca-file = " + authorities.get()
                            + ": expected siem.http.certificate-file and siem.http.key-file beside it; without TLS no client shows a certificate.");
        }
        return certificate.map(file -> new TlsFiles(file, key.orElseThrow(), authorities, isRequired(settings)));
    }

    private static boolean isRequired(Settings settings) {
        String wanted = settings.text("siem.http.client-certificates");
        return switch (wanted) {
            case "required" -> true;
            case "optional" -> false;
            default ->
                throw new IllegalArgumentException("siem.http.client-certificates = " + wanted
                        + ": expected required or optional; correct the setting");
        };
    }

    private static int connections(Settings settings) {
        int wanted = settings.size("siem.http.max-connections");
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        return (int) Math.min(wanted, Math.max(1, files / KEPT_BACK));
    }
}
