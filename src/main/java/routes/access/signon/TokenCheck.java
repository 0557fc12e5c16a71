package routes.access.signon;

import java.util.Locale;

/** What a signed token can fail at, for the log; whoever shows the token is not told. In the order in which they are made. */
public enum TokenCheck {
    /** It is no signed token at all. */
    UNREADABLE,
    /** What it says it is used for. */
    TYPE,
    /** It is signed by another algorithm than those of public keys that are taken. */
    ALGORITHM,
    /** The issuer has no key of that name for that algorithm. */
    UNKNOWN_KEY,
    SIGNATURE,
    AUDIENCE,
    ISSUER,
    /** It has no subject or no end. */
    MISSING_CLAIM,
    EXPIRED,
    NOT_YET_VALID,
    /** It names nobody: it is no text, or holds nothing that can be seen, or is longer than a name. */
    SUBJECT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
