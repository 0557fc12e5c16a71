package routes.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address to listen on, resolved once: what is checked here is what the server binds. */
public final class ListeningAddress {

    private ListeningAddress() {}

    /**
     * @param host SIEM_HTTP_HOST, a name or an address of this machine
     * @param isTokenSet whether requests have to show a token
     * @throws IllegalArgumentException where it is none, or where other machines could connect and need no token
     */
    public static InetAddress of(String host, boolean isTokenSet) {
        InetAddress address = resolved(host);
        if (!address.isLoopbackAddress() && !isTokenSet) {
            throw new IllegalArgumentException(
                    "SIEM_HTTP_HOST = " + host
                            + " is open to other machines, and there is no token. Set SIEM_API_TOKEN, or listen on 127.0.0.1 only.");
        }
        return address;
    }

    private static InetAddress resolved(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("SIEM_HTTP_HOST = " + host
                    + ": expected an address of this machine, such as 127.0.0.1 or 0.0.0.0.");
        }
    }
}
