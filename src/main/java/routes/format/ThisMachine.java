package routes.format;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine is called where nobody says otherwise. */
final class ThisMachine {

    private ThisMachine() {}

    static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
