package routes.access;

import java.util.Optional;
import routes.access.signon.SignOnSettings;
import routes.access.token.TokenSource;

/**
 * Who may do what, as the settings say it.
 *
 * @param tokens where they are
 * @param rules roles of paths whose route files name none, as {@link AccessRules} reads them
 * @param mostFailures a minute of one address or token that are answered as they are
 * @param signOn single sign-on; empty where there is no issuer
 */
public record AccessSettings(TokenSource tokens, String rules, int mostFailures, Optional<SignOnSettings> signOn) {

    public AccessSettings {
        if (mostFailures < 1) {
            throw new IllegalArgumentException("siem.access.max-failures = " + mostFailures
                    + ": expected a whole number from 1; correct the setting");
        }
    }

    /** The same, where a secret of {@code SIEM_API_TOKEN_FILE} has so many characters or more. */
    public AccessSettings withShortestToken(int characters) {
        return new AccessSettings(tokens.withShortest(characters), rules, mostFailures, signOn);
    }

    /** Without a token or an issuer, whoever can connect may do everything. */
    public boolean isOpenToAll() {
        return !tokens.isConfigured() && signOn.isEmpty();
    }
}
