package routes.access.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks a signed token (RFC 7519, RFC 8725): the signature with a key of the issuer's by an algorithm of public keys, whatever keys and
 * addresses of keys the token itself may bring; issuer, audience and a subject that names somebody; and that it is good now, give or take
 * half a minute.
 */
final class SignedTokens {

    private static final int SKEW_SECONDS = 30;
    /** OpenID Connect Core 1.0, section 2. */
    private static final int MOST_SUBJECT_CHARACTERS = 255;

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** {@code application/at+jwt}: RFC 9068. Many issuers say none. */
    private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final FailedCheck failed;

    SignedTokens(SignOnSettings settings, JWKSource<SecurityContext> keys) {
        Set<JOSEObjectType> typesOrNone = new HashSet<>(TYPES);
        typesOrNone.add(null);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(typesOrNone));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
                Set.of("sub", "exp"));
        claims.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        failed = new FailedCheck(settings, TYPES, ALGORITHMS, SKEW_SECONDS);
    }

    /**
     * May wait for the issuer.
     *
     * @throws RefusedTokenException where it is not good
     * @throws KeySourceException where there are no keys to check it with
     */
    JWTClaimsSet check(String token) throws RefusedTokenException, KeySourceException {
        try {
            return check(SignedJWT.parse(token));
        } catch (RateLimitReachedException fetchedAMomentAgo) {
            throw new RefusedTokenException(TokenCheck.UNKNOWN_KEY);
        } catch (KeySourceException noKeys) {
            throw noKeys;
        } catch (ParseException | JOSEException malformed) {
            throw new RefusedTokenException(TokenCheck.UNREADABLE);
        }
    }

    private JWTClaimsSet check(SignedJWT token) throws RefusedTokenException, ParseException, JOSEException {
        JWTClaimsSet claims;
        try {
            claims = processor.process(token, null);
        } catch (BadJOSEException refusal) {
            throw new RefusedTokenException(failed.of(token, refusal));
        }
        if (!isName(token.getPayload().toJSONObject().get("sub"))) {
            throw new RefusedTokenException(TokenCheck.SUBJECT);
        }
        return claims;
    }

    /** As the token has it: the library reads a number as text. What cannot be seen names nobody. */
    private static boolean isName(Object subject) {
        return subject instanceof String text
                && text.length() <= MOST_SUBJECT_CHARACTERS
                && text.codePoints().anyMatch(SignedTokens::isVisible);
    }

    private static boolean isVisible(int character) {
        return Character.isLetterOrDigit(character) || (character > ' ' && character < 0x7F);
    }
}
