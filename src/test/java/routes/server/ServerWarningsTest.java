package routes.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routes.server.connection.ServerTimes;
import routes.server.tls.TlsFiles;

class ServerWarningsTest {

    @Test
    void plain_http_is_warned_of_where_other_machines_can_connect_and_nowhere_else() throws Exception {
        TlsFiles files = new TlsFiles(Path.of("tls.crt"), Path.of("tls.key"), Optional.empty(), true);

        assertThat(isReadable("0.0.0.0", Optional.empty())).isTrue();
        assertThat(isReadable("192.0.2.1", Optional.empty())).isTrue();
        assertThat(isReadable("0.0.0.0", Optional.of(files))).isFalse();
        assertThat(isReadable("127.0.0.1", Optional.empty())).isFalse();
        assertThat(isReadable("::1", Optional.empty())).isFalse();
    }

    private static boolean isReadable(String address, Optional<TlsFiles> tls) throws Exception {
        ServerTimes times = new ServerTimes(60_000, 10_000, 30_000);
        return new ServerSettings(InetAddress.getByName(address), 0, 1, false, 10, 10, times, tls).isReadableOnTheWay();
    }
}
