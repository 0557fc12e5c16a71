package routes;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Listens on every address there is, and notes to which of them somebody came. For a network namespace that leads all here. */
final class AddressTrap {

    private final Set<String> reached = new TreeSet<>();
    private final int port;

    /** @param datagrams the addresses to which datagrams are noted: a datagram does not tell */
    AddressTrap(List<String> datagrams) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("::", 0));
        port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        begin(() -> take(server));
        for (String address : datagrams) {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), port));
            begin(() -> take(socket, address));
        }
    }

    int port() {
        return port;
    }

    /** {@code tcp 10.0.0.1}, {@code udp 10.0.0.1}. */
    synchronized Set<String> reached() {
        return new TreeSet<>(reached);
    }

    private synchronized void note(String what) {
        reached.add(what);
    }

    private void take(ServerSocketChannel server) throws IOException {
        try (SocketChannel peer = server.accept()) {
            note("tcp "
                    + ((InetSocketAddress) peer.getLocalAddress()).getAddress().getHostAddress());
        }
    }

    private void take(DatagramSocket socket, String address) throws IOException {
        socket.receive(new DatagramPacket(new byte[1], 1));
        note("udp " + address);
    }

    /** Takes one visitor. */
    private interface Door {
        void open() throws IOException;
    }

    private static void begin(Door door) {
        Thread thread = new Thread(() -> {
            while (true) {
                try {
                    door.open();
                } catch (IOException gone) {
                    // the visitor, or the process, which ends this thread
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
