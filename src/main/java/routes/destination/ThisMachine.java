package routes.destination;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine is called where nobody says otherwise. */
public final class ThisMachine {

    private ThisMachine() {}

    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
