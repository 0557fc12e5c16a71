package routes.access.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.access.Issuer;
import routes.access.caller.Role;

class SignedTokensTest {

    private static final RSAKey STRANGER = Issuer.newKey("first");
    private static final RSAKey OTHER_STRANGER = Issuer.newKey("unknown");
    private static final RSAKey SECOND = Issuer.newKey("second");

    private Issuer issuer;
    private SignedTokens tokens;

    @BeforeEach
    void start() throws IOException {
        issuer = new Issuer();
        tokens = tokens();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void a_token_of_the_issuer_for_this_router_is_good() throws Exception {
        JWTClaimsSet claims = tokens.check(issuer.signed(good -> good));

        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(new RolesClaim("groups", Map.of("soc", Set.of(Role.VIEWER))).of(claims.getClaims()))
                .containsExactly(Role.VIEWER);
        assertThat(tokens.check(issuer.signed(good -> good.audience(List.of("other", Issuer.AUDIENCE))))
                        .getSubject())
                .isEqualTo("alice");
        assertThat(tokens.check(issuer.signed(good -> good.expirationTime(Issuer.in(-10))))
                        .getSubject())
                .as("half a minute for clocks that differ")
                .isEqualTo("alice");
    }

    @Test
    void no_forged_or_borrowed_token_is() throws Exception {
        Map<String, String> attacks = new LinkedHashMap<>(claims());
        attacks.putAll(signatures());
        attacks.putAll(headers());
        attacks.forEach((attack, token) -> assertThatThrownBy(() -> tokens.check(token))
                .as(attack)
                .isInstanceOf(BadJOSEException.class)
                .message()
                .doesNotContain("mallory"));
    }

    private Map<String, String> claims() throws Exception {
        Map<String, String> attacks = new LinkedHashMap<>();
        attacks.put("expired", issuer.signed(good -> good.expirationTime(Issuer.in(-60))));
        attacks.put("without an end", issuer.signed(good -> good.expirationTime(null)));
        attacks.put("not good yet", issuer.signed(good -> good.notBeforeTime(Issuer.in(60))));
        attacks.put("for somebody else", issuer.signed(good -> good.audience("other")));
        attacks.put("for nobody", issuer.signed(good -> good.audience((String) null)));
        attacks.put("for one of a longer name", issuer.signed(good -> good.audience(Issuer.AUDIENCE + "-2")));
        attacks.put("of another issuer", issuer.signed(good -> good.issuer("https://mallory.example")));
        attacks.put("of no issuer", issuer.signed(good -> good.issuer(null)));
        attacks.put("of an issuer with one more slash", issuer.signed(good -> good.issuer(issuer.uri() + "/")));
        attacks.put("of nobody", issuer.signed(good -> good.subject(null)));
        for (Object subject :
                new Object[] {"", " ", "\u200b\u00ad", 123, 1.5, true, List.of("alice"), "a".repeat(256)}) {
            attacks.put("of the subject '" + subject + "'", issuer.signed(good -> good.claim("sub", subject)));
        }
        return attacks;
    }

    private Map<String, String> signatures() throws Exception {
        Map<String, String> attacks = new LinkedHashMap<>();
        JWTClaimsSet claims = issuer.claims().subject("mallory").build();
        String[] good = issuer.signed(same -> same).split("\\.", -1);
        attacks.put("alg none", new PlainJWT(claims).serialize());
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            attacks.put("alg " + none + " by hand", base64("{\"alg\":\"" + none + "\"}") + "." + good[1] + ".");
        }
        for (byte[] secret : List.of(
                issuer.key.toRSAPublicKey().getEncoded(),
                issuer.key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            SignedJWT hmac = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(issuer.key.getKeyID())
                            .build(),
                    claims);
            hmac.sign(new MACSigner(secret));
            attacks.put("HS256 with the public key, " + secret.length, hmac.serialize());
        }
        attacks.put("without a signature", good[0] + "." + good[1] + ".");
        attacks.put("with the signature of another", good[0] + "." + base64(claims.toString()) + "." + good[2]);
        attacks.put("with half a signature", good[0] + "." + good[1] + "." + good[2].substring(0, 100));
        attacks.put("with a signature of zeros", good[0] + "." + good[1] + "." + base64("\0".repeat(256)));
        attacks.put("signed by a stranger's key of the same name", signedBy(STRANGER, claims));
        attacks.put("signed by a stranger's key of another name", signedBy(OTHER_STRANGER, claims));
        attacks.put(
                "an algorithm of elliptic curves",
                base64("{\"alg\":\"ES256\",\"kid\":\"first\"}") + "." + good[1] + "." + base64("\0".repeat(64)));
        return attacks;
    }

    private Map<String, String> headers() throws Exception {
        Map<String, String> attacks = new LinkedHashMap<>();
        RSAKey own = STRANGER;
        JWTClaimsSet claims = issuer.claims().subject("mallory").build();
        JWSHeader.Builder brought = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first");
        attacks.put(
                "its own key in jwk",
                signedBy(own, brought.jwk(own.toPublicJWK()).build(), claims));
        attacks.put(
                "its own keys in jku",
                signedBy(
                        own,
                        brought.jwk(null)
                                .jwkURL(URI.create(issuer.uri() + "/mallory"))
                                .build(),
                        claims));
        attacks.put(
                "its own certificate in x5u",
                signedBy(
                        own,
                        brought.jwkURL(null)
                                .x509CertURL(URI.create(issuer.uri() + "/mallory"))
                                .build(),
                        claims));
        attacks.put(
                "a path for a key's name",
                signedBy(
                        own,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("../../dev/null")
                                .build(),
                        claims));
        attacks.put(
                "of another type",
                issuer.signed(
                        new JWSHeader.Builder(issuer.header())
                                .type(new JOSEObjectType("logout+jwt"))
                                .build(),
                        claims));
        attacks.put(
                "with something critical",
                issuer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("first")
                                .criticalParams(Set.of("exp"))
                                .customParam("exp", 1)
                                .build(),
                        claims));
        JWSObject nested = new JWSObject(
                new JWSHeader.Builder(issuer.header()).contentType("JWT").build(),
                new Payload(issuer.signed(same -> same)));
        nested.sign(new RSASSASigner(issuer.key));
        attacks.put("a token in a token", nested.serialize());
        JWEObject encrypted = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)
                        .contentType("JWT")
                        .build(),
                new Payload(issuer.signed(same -> same)));
        encrypted.encrypt(new RSAEncrypter(issuer.key.toRSAPublicKey()));
        attacks.put("encrypted", encrypted.serialize());
        attacks.put("no JSON", base64("mallory") + "." + base64("mallory") + "." + base64("mallory"));
        attacks.put("deep", base64("{\"alg\":\"RS256\",\"a\":" + "[".repeat(4000)) + ".e30.e30");
        attacks.put("empty", "..");
        return attacks;
    }

    @Test
    void the_stranger_s_addresses_are_never_asked() throws Exception {
        tokens.check(issuer.signed(good -> good));
        headers().values().forEach(token -> assertThatThrownBy(() -> tokens.check(token)));

        assertThat(issuer.fetches.get())
                .as("once, and once more for an unknown key")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void a_new_key_is_found_and_a_flood_of_unknown_ones_does_not_flood_the_issuer() throws Exception {
        tokens.check(issuer.signed(good -> good));
        issuer.key = SECOND;
        assertThat(tokens.check(issuer.signed(good -> good)).getSubject()).isEqualTo("alice");

        for (int i = 0; i < 200; i++) {
            String stranger = signedBy(
                    issuer.key,
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k" + i).build(),
                    issuer.claims().build());
            assertThatThrownBy(() -> tokens.check(stranger)).isInstanceOf(BadJOSEException.class);
        }
        assertThat(issuer.fetches.get()).isLessThanOrEqualTo(3);
        assertThat(tokens.check(issuer.signed(good -> good)).getSubject()).isEqualTo("alice");
    }

    @Test
    void an_issuer_that_is_away_leaves_the_keys_it_had_in_force() throws Exception {
        String token = issuer.signed(good -> good);
        tokens.check(token);
        issuer.close();

        assertThat(tokens.check(token).getSubject()).isEqualTo("alice");
    }

    @Test
    void without_keys_nobody_says_that_a_token_is_bad() throws Exception {
        String token = issuer.signed(good -> good);
        issuer.close();

        assertThatThrownBy(() -> tokens.check(token)).isInstanceOf(KeySourceException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"issuer\":\"https://mallory.example\",\"jwks_uri\":\"ISSUER/keys\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"http://192.0.2.1/keys\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"file:///etc/passwd\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"ISSUER/elsewhere\"}",
                "{\"issuer\":\"ISSUER\"}",
                "[]",
                "<html>"
            })
    void keys_are_taken_from_where_the_issuer_says_and_from_nowhere_else(String discovery) throws Exception {
        issuer.discovery = discovery.replace("ISSUER", issuer.uri().toString());

        assertThatThrownBy(() -> tokens.check(issuer.signed(good -> good))).isInstanceOf(KeySourceException.class);
    }

    @Test
    void an_answer_without_an_end_is_not_read_to_it() throws Exception {
        issuer.keys = "{\"keys\":[" + " ".repeat(4_000_000) + "]}";

        assertThatThrownBy(() -> tokens.check(issuer.signed(good -> good))).isInstanceOf(KeySourceException.class);
    }

    private SignedTokens tokens() {
        SignOnSettings settings = issuer.settings();
        return new SignedTokens(settings, new IssuerKeys(settings.issuer(), new IssuerFetch(), System::nanoTime));
    }

    private static String signedBy(RSAKey key, JWTClaimsSet claims) throws Exception {
        return signedBy(
                key,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                claims);
    }

    private static String signedBy(RSAKey key, JWSHeader header, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
