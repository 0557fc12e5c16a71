package routes.destination.syslog;

import routes.destination.Bytes;
import routes.destination.Choice;

/** How a receiver tells where a syslog message ends. */
public enum Framing {
    /** A line feed after each message (RFC 6587 section 3.4.2). */
    LF,
    /** The message's length in bytes and a space before each message (RFC 6587 section 3.4.1, RFC 5425 section 4.3). */
    OCTET,
    /** Nothing after the last message: it is a datagram, or the body goes somewhere else. Before it, line feeds. */
    NONE;

    /** @param name of one, or {@code auto}: octet over TLS, where RFC 5425 wants it, else lf */
    public static Framing named(String name, SyslogAddress address) {
        if (name.equals("auto")) {
            return address.transport() == SyslogAddress.Transport.TLS ? OCTET : LF;
        }
        return Choice.of("framing", Framing.class, name);
    }

    public void append(Bytes message, Bytes body) {
        if (this == OCTET) {
            body.appendNumber(message.length());
            body.append(' ');
        } else if (this == NONE && body.length() > 0) {
            body.append('\n');
        }
        body.append(message);
        if (this == LF) {
            body.append('\n');
        }
    }
}
