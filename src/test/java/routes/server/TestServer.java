package routes.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.util.Optional;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;
import routes.server.connection.ServerTimes;
import routes.server.tls.TlsFiles;

/** The server as the tests of other stages need it: on loopback, with HTTP/2, and with limits they do not come near. */
public final class TestServer {

    private static final int BUDGET = 1 << 25;

    private TestServer() {}

    public static Server on(int port, int maxBodyBytes) {
        return on(port, maxBodyBytes, true);
    }

    public static Server on(int port, int maxBodyBytes, boolean isHttp2) {
        return on(port, maxBodyBytes, isHttp2, Optional.empty());
    }

    public static Server on(int port, MeterRegistry metrics) {
        return on(port, BUDGET, true, Optional.empty(), metrics);
    }

    public static Server on(int port, int maxBodyBytes, boolean isHttp2, Optional<TlsFiles> tls) {
        return on(port, maxBodyBytes, isHttp2, tls, new SimpleMeterRegistry());
    }

    public static Server on(
            int port, int maxBodyBytes, boolean isHttp2, Optional<TlsFiles> tls, MeterRegistry metrics) {
        return new Server(
                new ServerSettings(
                        InetAddress.getLoopbackAddress(),
                        port,
                        20,
                        isHttp2,
                        1_000,
                        1_000,
                        new ServerTimes(60_000, 10_000, 30_000),
                        tls),
                new BodyLimits(maxBodyBytes, maxBodyBytes, 30_000, 0),
                new ByteBudget(BUDGET, 200),
                metrics);
    }
}
