package routes;

import routes.server.ListeningAddress;
import routes.server.Server;
import routes.server.ServerSettings;

/** Makes the HTTP server of the settings. */
final class ServerWiring {

    private ServerWiring() {}

    static Server server(Settings settings) {
        boolean isTokenSet = !settings.secret("siem.api.token").isEmpty();
        return new Server(new ServerSettings(
                ListeningAddress.of(settings.text("siem.http.host"), isTokenSet),
                settings.size("siem.http.port"),
                settings.size("siem.http.workers"),
                settings.size("siem.http.max-body-bytes"),
                settings.flag("siem.http.h2c")));
    }
}
