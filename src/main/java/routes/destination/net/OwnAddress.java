package routes.destination.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where the router itself listens: events that are sent there come in again, and go out again, for ever.
 *
 * @param listening empty where the router listens nowhere
 */
public record OwnAddress(List<InetAddress> listening, int port) {

    public static final OwnAddress NONE = new OwnAddress(List.of(), 0);

    /**
     * @param host as {@code SIEM_HTTP_HOST} has it: a name or an address, a wildcard for all addresses of this machine
     * @throws IllegalArgumentException where it is no host of this world
     */
    public static OwnAddress of(String host, int port) {
        try {
            return new OwnAddress(List.of(InetAddress.getAllByName(host)), port);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "SIEM_HTTP_HOST = " + host
                            + ": expected an address of this machine, or a name that has one; set it",
                    unknown);
        }
    }

    /** The wildcard leads to loopback, which a router that listens on the wildcard answers as well. */
    boolean is(InetAddress address, int connectedPort) {
        return connectedPort == port && listening.stream().anyMatch(own -> isAt(own, address));
    }

    private static boolean isAt(InetAddress own, InetAddress address) {
        if (own.isAnyLocalAddress()) {
            return isOfThisMachine(address);
        }
        return own.equals(address) || (own.isLoopbackAddress() && address.isAnyLocalAddress());
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unreadable) {
            // rather one destination too few than a circle
            return true;
        }
    }
}
