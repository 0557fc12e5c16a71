package routes.server.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many connections there may be, in all and from one address. Whoever has an IPv6 network has all of its 2^64 addresses, so
 * there a /64 counts as one.
 */
public final class ConnectionLimit {

    /** Why a connection is closed; the label of the metric. */
    enum Refusal {
        TOTAL,
        ADDRESS
    }

    private static final int NETWORK_BYTES = 8;

    private final int total;
    private final int perAddress;
    private final Map<ByteBuffer, Integer> open = new HashMap<>();
    private int all;

    public ConnectionLimit(int total, int perAddress) {
        this.total = total;
        this.perAddress = perAddress;
    }

    /** Counts a connection from this address, which has to {@link #leave}; or says why there may not be another one. */
    synchronized Optional<Refusal> enter(InetAddress from) {
        if (all >= total) {
            return Optional.of(Refusal.TOTAL);
        }
        ByteBuffer network = network(from);
        int others = open.getOrDefault(network, 0);
        if (others >= perAddress) {
            return Optional.of(Refusal.ADDRESS);
        }
        open.put(network, others + 1);
        all++;
        return Optional.empty();
    }

    synchronized void leave(InetAddress from) {
        open.computeIfPresent(network(from), (network, count) -> count == 1 ? null : count - 1);
        all--;
    }

    synchronized int open() {
        return all;
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
