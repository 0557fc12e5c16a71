package routes.destination.syslog;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routes.destination.net.AddressPolicy;
import routes.verdict.DeliveryException;

/**
 * Where syslog messages go: {@code syslog://host:514} over TCP, {@code syslog+udp://host:514} as datagrams, {@code
 * syslog+tls://host:6514} over TLS (RFC 5425). A port that is left out is 514, and 6514 for TLS.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 */
public record SyslogAddress(Transport transport, String host, int port) {

    /** What carries the messages. */
    public enum Transport {
        TCP,
        UDP,
        TLS
    }

    private static final Pattern FORM =
            Pattern.compile("syslog(\\+udp|\\+tls)?://(\\[[0-9a-fA-F:.]+]|[^/:?#@\\[\\]]+)(?::(\\d{1,5}))?/?");

    /** @throws IllegalArgumentException saying what is expected */
    public static SyslogAddress of(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "url: \"" + url
                            + "\": expected syslog://host:514, syslog+udp://host:514 or syslog+tls://host:6514; set one of them");
        }
        Transport transport =
                parts.group(1) == null ? Transport.TCP : parts.group(1).equals("+udp") ? Transport.UDP : Transport.TLS;
        int usual = transport == Transport.TLS ? 6514 : 514;
        int port = parts.group(3) == null ? usual : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("url: \"" + url + "\": expected a port from 1 to 65535; set one");
        }
        return new SyslogAddress(transport, parts.group(2), port);
    }

    /**
     * The largest message that is sent.
     *
     * @param maxBytes as it was set; 0 for what receivers take
     * @param least bytes that it has to allow
     * @param why it has to, in words that follow "because"
     * @throws IllegalArgumentException where it allows less
     */
    public int messageBytes(int maxBytes, int least, String why) {
        int most = Math.min(maxBytes == 0 ? usualBytes() : maxBytes, mostBytes());
        if (most < least) {
            throw new IllegalArgumentException(
                    "maxBytes = " + maxBytes + ": expected " + least + " or more, because " + why + "; raise it");
        }
        return most;
    }

    /** Bytes of a message that receivers take: 2048 in a datagram (RFC 5426 section 3.2), else 8192 (RFC 5425 section 4.3.1). */
    private int usualBytes() {
        return transport == Transport.UDP ? 2048 : 8192;
    }

    /** A datagram over IPv4 holds no more than this. */
    private int mostBytes() {
        return transport == Transport.UDP ? 65_507 : Integer.MAX_VALUE;
    }

    /**
     * What the name resolves to now: all of it, in the name server's order (RFC 1123 section 2.3 wants each tried).
     *
     * @throws DeliveryException parked, where the operator forbids to connect to one of them
     */
    List<InetSocketAddress> resolved(AddressPolicy policy) throws UnknownHostException, DeliveryException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        policy.check(host, port, addresses);
        return Stream.of(addresses)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }
}
