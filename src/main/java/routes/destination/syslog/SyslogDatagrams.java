package routes.destination.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import routes.destination.net.AddressPolicy;
import routes.verdict.DeliveryException;

/**
 * Sends each line of what is written as a datagram of its own (RFC 5426 section 3.1), no faster than its {@link Pace}. Its socket is
 * connected, because only then does the peer's machine say that nobody listens: the next write hears of it, what was sent before is
 * gone, and the next attempt goes to the next address of the name.
 */
final class SyslogDatagrams implements SyslogClient {

    private final SyslogAddress address;
    private final AddressPolicy policy;
    private final Pace pace;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile DatagramChannel channel;
    /** The one of the name's addresses where nobody listened last. */
    private SocketAddress deaf;

    SyslogDatagrams(SyslogAddress address, AddressPolicy policy, Pace pace) {
        this.address = address;
        this.policy = policy;
        this.pace = pace;
    }

    /**
     * A name is looked up anew, and the policy asked, before each lump of datagrams: nothing breaks that would say that the name
     * has another address.
     */
    @Override
    public synchronized Sent send(byte[] messages, BooleanSupplier isLost)
            throws IOException, DeliveryException, InterruptedException {
        DatagramChannel open = connected();
        int from = 0;
        for (int at = 0; at < messages.length; at++) {
            if (messages[at] == '\n') {
                long nanos = pace.take(at - from);
                if (nanos > 0) {
                    await(nanos);
                    open = connected();
                }
                write(open, ByteBuffer.wrap(messages, from, at - from));
                from = at + 1;
            }
        }
        return new Sent(null, null);
    }

    private void await(long nanos) throws InterruptedException, ClosedChannelException {
        if (over.await(nanos, TimeUnit.NANOSECONDS)) {
            throw new ClosedChannelException();
        }
    }

    private void write(DatagramChannel open, ByteBuffer message) throws IOException {
        SocketAddress receiver = open.getRemoteAddress();
        try {
            open.write(message);
        } catch (IOException refused) {
            deaf = receiver;
            close();
            throw refused;
        }
    }

    /** Stays with an address for as long as the name has it: the order in which name servers tell them means nothing. */
    private DatagramChannel connected() throws IOException, DeliveryException {
        List<InetSocketAddress> receivers = address.resolved(policy);
        DatagramChannel open = channel;
        if (open != null && open.isOpen() && receivers.contains(open.getRemoteAddress())) {
            return open;
        }
        close();
        int first = receivers.indexOf(deaf) + 1;
        for (int tried = 1; ; tried++) {
            try {
                return connected(receivers.get((first + tried - 1) % receivers.size()));
            } catch (IOException unreachable) {
                if (tried == receivers.size() || over.getCount() == 0) {
                    throw unreachable;
                }
            }
        }
    }

    private DatagramChannel connected(InetSocketAddress receiver) throws IOException {
        DatagramChannel open = DatagramChannel.open();
        channel = open;
        if (over.getCount() == 0) {
            close();
        }
        try {
            open.connect(receiver);
        } catch (IOException unreachable) {
            close();
            throw unreachable;
        }
        return open;
    }

    @Override
    public void hangUp() {
        over.countDown();
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
