package routes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Many connections from one address that send the same and read nothing; one that is closed is opened again. */
final class Flood implements AutoCloseable {

    /** Of this machine's too, but not the one that producers have. */
    private static final InetSocketAddress ATTACKER = new InetSocketAddress("127.0.0.66", 0);

    private final InetSocketAddress router;
    private final Attack attack;
    private final List<Attacker> attackers = new ArrayList<>();
    private int mostHeld;
    private int closed;
    private long sentBytes;

    private static final class Attacker {
        private SocketChannel channel;
        private ByteBuffer rest;
    }

    Flood(int port, int connections, Attack attack) {
        this.router = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.attack = attack;
        for (int i = 0; i < connections; i++) {
            attackers.add(new Attacker());
        }
    }

    void pressUntil(BooleanSupplier enough) {
        do {
            attackers.forEach(this::press);
            mostHeld = Math.max(mostHeld, held());
        } while (!enough.getAsBoolean());
    }

    String figures() {
        return mostHeld + " connections held at once, " + closed + " closed by the router, " + sentBytes / 1_000_000
                + " MB sent";
    }

    private int held() {
        return (int)
                attackers.stream().filter(attacker -> attacker.channel != null).count();
    }

    private void press(Attacker attacker) {
        try {
            if (attacker.channel == null) {
                attacker.channel = SocketChannel.open().bind(ATTACKER);
                attacker.channel.connect(router);
                attacker.channel.configureBlocking(false);
                attacker.rest = ByteBuffer.wrap(attack.opening());
            }
            if (!attacker.rest.hasRemaining()) {
                attacker.rest = ByteBuffer.wrap(attack.again());
            }
            ByteBuffer part = attacker.rest.slice();
            part.limit(Math.min(attack.bytes(), part.limit()));
            int sent = attacker.channel.write(part);
            attacker.rest.position(attacker.rest.position() + sent);
            sentBytes += sent;
        } catch (IOException gone) {
            close(attacker);
            closed++;
        }
    }

    private static void close(Attacker attacker) {
        try {
            if (attacker.channel != null) {
                attacker.channel.close();
            }
        } catch (IOException gone) {
            throw new AssertionError("a socket of this machine cannot be closed", gone);
        }
        attacker.channel = null;
    }

    @Override
    public void close() {
        attackers.forEach(Flood::close);
    }
}
