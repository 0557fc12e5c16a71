package routes.destination.syslog;

import java.util.function.Consumer;
import routes.destination.net.HostRules;

/** Refuses, where it is given, a URL that could not be reached, or would be another than the one that is meant. */
public final class SyslogUrl implements Consumer<String> {

    /** @throws IllegalArgumentException saying what to write instead */
    @Override
    public void accept(String url) {
        SyslogAddress address = SyslogAddress.of(url);
        HostRules.check("url", address.host(), Integer.toString(address.port()));
        if (address.transport() == SyslogAddress.Transport.TLS) {
            HostRules.checkForTls("url", address.host());
        }
    }
}
