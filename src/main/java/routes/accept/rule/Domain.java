package routes.accept.rule;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.event.json.Escapes;
import routes.event.json.Shape;
import routes.event.json.Tape;

/**
 * Where something was sent to: a host, to which an address is reduced, because the rest of it may carry content, and an
 * internationalised name to its ASCII form (RFC 3490, {@link IDN}), the only one that receivers know.
 */
final class Domain {

    private static final Check HOST = Checks.form(Form.HOST);
    /** RFC 3986 section 3.2: the scheme, who asks, the host, its port, and what follows. */
    private static final Pattern ADDRESS = Pattern.compile(
            "\\s*(?:(?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?(?:[^/?#]*@)?(?<host>\\[[^\\]/?#]*]|[^\\s/?#@:\\[\\]]+)(?::[0-9]+)?(?:[/?#].*)?\\s*",
            Pattern.DOTALL);

    /** Longer text is no address; the match takes time that grows with it. */
    private static final int MOST_BYTES = 8_192;

    private Domain() {}

    /** What is no host as it stands and can be reduced to one is written as that. */
    static boolean passes(Tape tape, int value) {
        return HOST.passes(tape, value) || reduced(tape, value);
    }

    private static boolean reduced(Tape tape, int value) {
        if (tape.shape(value) != Shape.STRING || tape.to(value) - tape.from(value) > MOST_BYTES) {
            return false;
        }
        byte[] decoded = Escapes.decode(tape.json(), tape.from(value) + 1, tape.to(value) - 1);
        Matcher address = ADDRESS.matcher(new String(decoded, StandardCharsets.UTF_8));
        if (!address.matches()) {
            return false;
        }
        byte[] host = ascii(address.group("host"));
        if (!Form.HOST.matches(host, 0, host.length)) {
            return false;
        }
        tape.replace(value, host);
        return true;
    }

    /** Empty where it is no name that IDNA knows. */
    private static byte[] ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).getBytes(StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException noName) {
            return new byte[0];
        }
    }
}
