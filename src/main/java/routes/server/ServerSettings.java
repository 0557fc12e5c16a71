package routes.server;

import java.net.InetAddress;
import java.util.Optional;
import routes.server.connection.ServerTimes;
import routes.server.tls.TlsFiles;

/**
 * Where and how the server listens.
 *
 * @param address of this machine; resolved once, so that what was checked is what is listened on
 * @param port 0: any free one
 * @param workers threads for what must not be done on the event loop
 * @param isHttp2 whether HTTP/2 is spoken too, over TLS and without
 * @param connections how many there may be
 * @param connectionsPerAddress how many of them from one address
 * @param times how long clients may take
 * @param tls empty: plain HTTP
 */
public record ServerSettings(
        InetAddress address,
        int port,
        int workers,
        boolean isHttp2,
        int connections,
        int connectionsPerAddress,
        ServerTimes times,
        Optional<TlsFiles> tls) {

    /** Whether what is sent can be read on the way. */
    public boolean isReadableOnTheWay() {
        return tls.isEmpty() && !address.isLoopbackAddress();
    }
}
