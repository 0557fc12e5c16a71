package routes;

import routes.server.ListeningAddress;
import routes.server.Server;
import routes.server.ServerSettings;

/** Makes the HTTP server of the settings. */
final class ServerWiring {

    private ServerWiring() {}

    /** @param isOpenToAll whether requests need no token */
    static Server server(Settings settings, boolean isOpenToAll) {
        return new Server(new ServerSettings(
                ListeningAddress.of(settings.text("siem.http.host"), !isOpenToAll),
                settings.size("siem.http.port"),
                settings.size("siem.http.workers"),
                settings.size("siem.http.max-body-bytes"),
                settings.flag("siem.http.h2c")));
    }
}
