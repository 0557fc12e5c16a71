package routes.destination.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.BooleanSupplier;
import routes.destination.net.AddressPolicy;
import routes.verdict.DeliveryException;

/**
 * Sends each line of what is written as a datagram of its own (RFC 5426 section 3.1). Its socket is connected, because only then
 * does the peer's machine say that nobody listens: the next write hears of it, what was sent before is gone.
 */
final class SyslogDatagrams implements SyslogClient {

    private final SyslogAddress address;
    private final AddressPolicy policy;
    private volatile DatagramChannel channel;
    private volatile boolean hungUp;

    SyslogDatagrams(SyslogAddress address, AddressPolicy policy) {
        this.address = address;
        this.policy = policy;
    }

    /** A name is looked up anew for each batch: nothing breaks that would say that it has another address. */
    @Override
    public synchronized Sent send(byte[] messages, BooleanSupplier isLost) throws IOException, DeliveryException {
        DatagramChannel open = connected(address.resolved(policy).get(0));
        int from = 0;
        for (int at = 0; at < messages.length; at++) {
            if (messages[at] == '\n') {
                open.write(ByteBuffer.wrap(messages, from, at - from));
                from = at + 1;
            }
        }
        return new Sent(null, null);
    }

    private DatagramChannel connected(InetSocketAddress receiver) throws IOException {
        DatagramChannel open = channel;
        if (open == null || !receiver.equals(open.getRemoteAddress())) {
            close();
            open = DatagramChannel.open();
            channel = open;
            if (hungUp) {
                close();
            }
            open.connect(receiver);
        }
        return open;
    }

    @Override
    public void hangUp() {
        hungUp = true;
        close();
    }

    private void close() {
        DatagramChannel open = channel;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException closed) {
            // a socket that is given up has nothing to lose
        }
    }
}
