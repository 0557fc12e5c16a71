package routes.destination.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.CalledSink;
import routes.destination.http.Receiver;
import routes.event.Batch;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** Signatures as a receiver checks them. HMAC is computed here by RFC 2104's own formula, not by the JDK's class for it. */
class WebhookSignatureTest {

    private static final byte[] KEY = "a key of twenty-four byt".getBytes(StandardCharsets.US_ASCII);
    private static final String NEW = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final String OLD = "an-older-plain-secret";

    private final Receiver receiver = Receiver.plain();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void the_hmac_of_this_test_is_that_of_rfc_4231() throws GeneralSecurityException {
        byte[] mac = hmac("Jefe".getBytes(StandardCharsets.US_ASCII), "what do ya want for nothing?");

        assertThat(HexFormat.of().formatHex(mac)).startsWith("5bdcc146bf60754e6a042426089575c7");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void a_receiver_that_knows_either_secret_can_verify_a_request(int maxEvents) throws GeneralSecurityException {
        Receiver.Request request = send(
                Samples.batch("policy-deny", maxEvents == 1 ? 1 : 3),
                Map.of(
                        "signingSecret", NEW,
                        "previousSigningSecret", OLD,
                        "maxEvents", Integer.toString(maxEvents)));

        String signed = request.header("webhook-id") + "." + request.header("webhook-timestamp") + "."
                + new String(request.body(), StandardCharsets.UTF_8);
        assertThat(request.header("webhook-signature").split(" ", -1))
                .containsExactly(
                        "v1," + base64(hmac(KEY, signed)),
                        "v1," + base64(hmac(OLD.getBytes(StandardCharsets.UTF_8), signed)));
        assertThat(Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(1));
    }

    @Test
    void without_a_secret_there_is_no_signature() {
        Receiver.Request request = send(Samples.batch("policy-deny", 1), Map.of());

        assertThat(request.headers()).doesNotContainKeys("Webhook-signature", "Webhook-timestamp");
    }

    @Test
    void a_secret_that_is_not_base64_parks_and_is_not_told() {
        try (CalledSink sink = CalledSink.of(
                "siem-webhook-sink", Map.of("url", receiver.url(), "signingSecret", "whsec_not~base64-canary"))) {
            assertThat(sink.send(Samples.batch("policy-deny", 1)).getException())
                    .isInstanceOfSatisfying(DeliveryException.class, said -> {
                        assertThat(said.rest()).isEqualTo(Verdict.PARKED);
                        assertThat(said.reason().code()).isEqualTo("signing_secret");
                        assertThat(said).hasMessageNotContaining("canary").hasNoCause();
                    });
        }
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void an_array_is_named_by_its_ids_and_their_order() {
        Batch three = Samples.batch("policy-deny", 3);
        String first = send(three, Map.of("maxEvents", "9")).header("webhook-id");
        String again = send(three, Map.of("maxEvents", "9")).header("webhook-id");
        String part = send(Samples.part(three, 0, 2), Map.of("maxEvents", "9")).header("webhook-id");

        assertThat(first).matches("[0-9a-f]{32}").isEqualTo(again).isNotEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\r\nx-injected: 1", "a\"b", "é", "", "a\\b"})
    void an_id_that_cannot_stand_in_a_header_is_hashed(String id) {
        Receiver.Request request =
                send(new Batch(List.of(Samples.event(Samples.json("policy-deny").put("id", id)))), Map.of());

        assertThat(request.header("webhook-id")).matches("[0-9a-f]{32}");
        assertThat(request.headers()).doesNotContainKey("X-injected");
    }

    private Receiver.Request send(Batch batch, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", receiver.url());
        try (CalledSink sink = CalledSink.of("siem-webhook-sink", settings)) {
            assertThat(sink.send(batch).getException()).isNull();
        }
        return receiver.requests().get(receiver.requests().size() - 1);
    }

    /** RFC 2104 section 2, with keys that are shorter than a block. */
    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        byte[] inner = Arrays.copyOf(key, 64);
        byte[] outer = Arrays.copyOf(key, 64);
        for (int i = 0; i < 64; i++) {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5c;
        }
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(inner);
        byte[] hash = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        sha256.update(outer);
        return sha256.digest(hash);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
