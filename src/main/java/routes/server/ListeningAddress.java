package routes.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address to listen on, resolved once: what is checked here is what the server binds. */
public final class ListeningAddress {

    private static final int SHORTEST_TOKEN = 16;

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
                            + " is open to other machines, and there is no token. Set SIEM_TOKENS_FILE or SIEM_API_TOKEN, or listen on 127.0.0.1 only.");
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

    /** How many characters a token has at least: other machines must not guess it. */
    public static int shortestToken(InetAddress address) {
        return address.isLoopbackAddress() ? 1 : SHORTEST_TOKEN;
    }

    /**
     * @param token that opens the API, or empty
     * @throws IllegalArgumentException where other machines could connect, and guess it
     */
    public static void requireLong(InetAddress address, String token) {
        if (!token.isEmpty() && token.length() < shortestToken(address)) {
            throw new IllegalArgumentException(
                    "SIEM_API_TOKEN has fewer than " + SHORTEST_TOKEN
                            + " characters and can be guessed, and SIEM_HTTP_HOST = " + address.getHostAddress()
                            + " is open to other machines. Set a longer one ('openssl rand -hex 32' makes one), or listen on 127.0.0.1 only.");
        }
    }
}
