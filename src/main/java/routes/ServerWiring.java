package routes;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import routes.server.BodyLimits;
import routes.server.ByteBudget;
import routes.server.HostGuard;
import routes.server.ListeningAddress;
import routes.server.Server;
import routes.server.ServerSettings;
import routes.server.ServerTimes;

/** Makes the HTTP server of the settings. */
final class ServerWiring {

    /** Files that the journal, the deliveries and Java itself need are kept back: half of what the process may open. */
    private static final int KEPT_BACK = 2;

    private ServerWiring() {}

    /** @param isOpenToAll whether requests need no token */
    static Server server(Settings settings, boolean isOpenToAll, ByteBudget budget, MeterRegistry metrics) {
        InetAddress address = ListeningAddress.of(settings.text("siem.http.host"), !isOpenToAll);
        ListeningAddress.requireLong(address, settings.secret("siem.api.token"));
        int connections = connections(settings);
        ServerTimes times = new ServerTimes(
                settings.size("siem.http.idle-ms"),
                settings.size("siem.http.head-ms"),
                settings.size("siem.ingest.read-timeout-ms"));
        int body = settings.size("siem.http.max-body-bytes");
        Server server = new Server(
                new ServerSettings(
                        address,
                        settings.size("siem.http.port"),
                        settings.size("siem.http.workers"),
                        settings.flag("siem.http.h2c"),
                        connections,
                        settings.size("siem.http.max-connections-per-address"),
                        times),
                new BodyLimits(body, body, times.bodyMillis(), 0),
                budget,
                metrics);
        if (isOpenToAll) {
            server.guard(new HostGuard());
        }
        return server;
    }

    private static int connections(Settings settings) {
        int wanted = settings.size("siem.http.max-connections");
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        return (int) Math.min(wanted, Math.max(1, files / KEPT_BACK));
    }
}
