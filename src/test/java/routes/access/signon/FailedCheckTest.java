package routes.access.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.access.Issuer;

/** Which check a signed token failed is told by one of our own words. */
class FailedCheckTest {

    private static final RSAKey STRANGER = Issuer.newKey("first");

    private Issuer issuer;
    private SignedTokens tokens;

    @BeforeEach
    void start() throws IOException {
        issuer = new Issuer();
        SignOnSettings settings = issuer.settings();
        tokens = new SignedTokens(settings, new IssuerKeys(settings.issuer(), new IssuerFetch(), System::nanoTime));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void a_claim_that_is_wrong_is_told() throws Exception {
        assertThat(failed(issuer.signed(good -> good.expirationTime(Issuer.in(-60)))))
                .isEqualTo(TokenCheck.EXPIRED);
        assertThat(failed(issuer.signed(good -> good.notBeforeTime(Issuer.in(60)))))
                .isEqualTo(TokenCheck.NOT_YET_VALID);
        assertThat(failed(issuer.signed(good -> good.audience("other")))).isEqualTo(TokenCheck.AUDIENCE);
        assertThat(failed(issuer.signed(good -> good.audience((String) null)))).isEqualTo(TokenCheck.AUDIENCE);
        assertThat(failed(issuer.signed(good -> good.issuer(issuer.uri() + "/"))))
                .isEqualTo(TokenCheck.ISSUER);
        assertThat(failed(issuer.signed(good -> good.subject(null)))).isEqualTo(TokenCheck.MISSING_CLAIM);
        assertThat(failed(issuer.signed(good -> good.expirationTime(null)))).isEqualTo(TokenCheck.MISSING_CLAIM);
    }

    @Test
    void a_signature_a_key_an_algorithm_and_a_type_that_are_wrong_are_told() throws Exception {
        JWTClaimsSet claims = issuer.claims().build();
        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
        hmac.sign(new MACSigner(issuer.key.toRSAPublicKey().getEncoded()));

        assertThat(failed(hmac.serialize())).isEqualTo(TokenCheck.ALGORITHM);
        assertThat(failed(byStranger("first", claims))).isEqualTo(TokenCheck.SIGNATURE);
        assertThat(failed(byStranger("unknown", claims))).isEqualTo(TokenCheck.UNKNOWN_KEY);
        assertThat(failed(issuer.signed(
                        new JWSHeader.Builder(issuer.header())
                                .type(new JOSEObjectType("logout+jwt"))
                                .build(),
                        claims)))
                .isEqualTo(TokenCheck.TYPE);
        assertThat(failed(new PlainJWT(claims).serialize())).isEqualTo(TokenCheck.UNREADABLE);
        assertThat(failed("a.b.c")).isEqualTo(TokenCheck.UNREADABLE);
    }

    private TokenCheck failed(String token) {
        return catchThrowableOfType(RefusedTokenException.class, () -> tokens.check(token))
                .check();
    }

    private static String byStranger(String key, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key).build(), claims);
        token.sign(new RSASSASigner(STRANGER));
        return token.serialize();
    }
}
