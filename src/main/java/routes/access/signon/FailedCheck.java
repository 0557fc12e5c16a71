package routes.access.signon;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Set;

/** Which check a signed token failed: the library tells it in words that may quote the token. */
record FailedCheck(SignOnSettings settings, Set<JOSEObjectType> types, Set<JWSAlgorithm> algorithms, int skewSeconds) {

    TokenCheck of(SignedJWT token, BadJOSEException refusal) throws ParseException {
        if (refusal instanceof BadJWTException) {
            return ofClaims(token.getJWTClaimsSet());
        }
        if (refusal instanceof BadJWSException) {
            return TokenCheck.SIGNATURE;
        }
        JOSEObjectType type = token.getHeader().getType();
        if (type != null && !types.contains(type)) {
            return TokenCheck.TYPE;
        }
        return algorithms.contains(token.getHeader().getAlgorithm()) ? TokenCheck.UNKNOWN_KEY : TokenCheck.ALGORITHM;
    }

    /** In the order in which they are checked; of the last two one has failed where all before are good. */
    private TokenCheck ofClaims(JWTClaimsSet claims) {
        if (!claims.getAudience().contains(settings.audience())) {
            return TokenCheck.AUDIENCE;
        }
        if (!settings.issuer().toString().equals(claims.getIssuer())) {
            return TokenCheck.ISSUER;
        }
        if (claims.getSubject() == null || claims.getExpirationTime() == null) {
            return TokenCheck.MISSING_CLAIM;
        }
        return claims.getExpirationTime().toInstant().plusSeconds(skewSeconds).isAfter(Instant.now())
                ? TokenCheck.NOT_YET_VALID
                : TokenCheck.EXPIRED;
    }
}
