package routes.access.token;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import routes.access.caller.CleanName;

/** The subject of a certificate as people write and read it: RFC 2253, as {@code openssl x509 -nameopt RFC2253} prints it. */
public final class CertificateSubject {

    private static final int MOST_CHARACTERS = 256;

    /** Attributes that openssl has names for and RFC 2253 has none. */
    private static final Map<String, String> NAMES =
            Map.of("1.2.840.113549.1.9.1", "emailAddress", "2.5.4.5", "serialNumber", "2.5.4.12", "title");

    /** Bytes of UTF-8 as openssl writes them; Java's parser loses a space before one. */
    private static final Pattern BYTES = Pattern.compile("(?:\\\\[89A-Fa-f][0-9A-Fa-f])+");

    private CertificateSubject() {}

    /** @throws IllegalArgumentException where it is no such name */
    static X500Principal read(String text) {
        Matcher bytes = BYTES.matcher(text);
        return new X500Principal(bytes.replaceAll(found -> Matcher.quoteReplacement(
                new String(HexFormat.of().parseHex(found.group().replace("\\", "")), StandardCharsets.UTF_8))));
    }

    /**
     * What two subjects are compared by, letter by letter. Java's own comparison (RFC 5280 section 7.1) takes letters that look alike, and
     * spaces around them, for the same: whoever an authority lets choose a name could then choose somebody else's.
     */
    static String exact(X500Principal subject) {
        return subject.getName(X500Principal.RFC2253, NAMES);
    }

    /** Fit for a log line and an answer. */
    public static String shown(X500Principal subject) {
        return CleanName.of(exact(subject), MOST_CHARACTERS);
    }
}
