package routes.access.signon;

import com.nimbusds.jose.proc.BadJOSEException;

/** A signed token is not good; which check it failed is for the log alone. */
public final class RefusedTokenException extends BadJOSEException {

    private static final long serialVersionUID = 1L;

    private final TokenCheck check;

    RefusedTokenException(TokenCheck check) {
        super("the signed token fails at: " + check.word());
        this.check = check;
    }

    public TokenCheck check() {
        return check;
    }
}
