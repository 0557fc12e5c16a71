package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token that is bound to a tenant sends is that tenant's, whatever the events say, and goes to that tenant's SIEM. */
class TenantTokenIT {

    private static final String DENY =
            "{\"id\":\"ID\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\"";

    @TempDir
    private Path work;

    private RouterProcess router;
    private Collector acme;
    private Collector beta;
    private String toAcme;

    @BeforeEach
    void start_with_a_token_for_each_tenant_and_one_for_all() {
        TokensFile file = TokensFile.ofEachRole(work);
        file.write(TokensFile.line("acme", "roles: [producer], tenant: acme")
                + TokensFile.line("beta", "roles: [producer], tenant: beta")
                + TokensFile.line("odd", "roles: [producer], tenant: \"M\\u00fcller \\\"7\\\\\"")
                + TokensFile.line("any", "roles: [producer]"));
        router =
                RouterProcess.start(work, Map.of("SIEM_TOKENS_FILE", file.path().toString()));
        acme = Collector.start();
        beta = Collector.start();
        toAcme = router.api().createIntegration(acme.integration("\"filter\":{\"tenant_id\":\"acme\"}"));
        router.api().createIntegration(beta.integration("\"filter\":{\"tenant_id\":\"beta\"}"));
    }

    @AfterEach
    void stop() {
        router.close();
        acme.close();
        beta.close();
    }

    @Test
    void an_event_without_a_tenant_gets_the_token_s_and_reaches_that_tenant_s_siem() {
        String audit = "{\"ts\":\"2026-05-26T10:14:00Z\",\"action\":\"route\"";
        String dlp = "{\"id\":\"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\",\"event_type\":\"dlp.match\","
                + "\"occurred_at\":\"2026-05-26T10:14:00Z\",\"agent_id\":\"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"";

        assertThat(post(
                        "acme",
                        "[" + deny("none", "") + "," + deny("null", ",\"tenant_id\":null") + ","
                                + deny("own", ",\"tenant_id\":\"acme\"") + ","
                                + deny("escaped", ",\"tenant_id\":\"\\u0061cme\"")
                                + "," + dlp + "}," + audit + "},"
                                + audit + ",\"id\":\"a-1\"}]"))
                .contains("202 ", "\"accepted\":7,\"rejected\":[]");
        assertThat(post("beta", deny("other", ""))).contains("202 ");
        assertThat(post("any", deny("free", ""))).contains("202 ");
        router.api().awaitDelivered(toAcme, 7);

        List<String> lines = Trail.sent(router.data());
        assertThat(lines.get(0)).isEqualTo(deny("none", ",\"tenant_id\":\"acme\""));
        assertThat(lines.get(1)).isEqualTo(deny("null", ",\"tenant_id\":\"acme\""));
        assertThat(lines.get(2)).isEqualTo(deny("own", ",\"tenant_id\":\"acme\""));
        assertThat(lines.get(4)).isEqualTo(dlp + ",\"tenant_id\":\"acme\"}");
        assertThat(lines.get(5)).startsWith(audit + ",\"tenant_id\":\"acme\",\"id\":\"");
        assertThat(lines.get(6)).isEqualTo(audit + ",\"id\":\"a-1\",\"tenant_id\":\"acme\"}");
        assertThat(lines.get(8)).isEqualTo(deny("free", ""));
        assertThat(acme.ids()).contains("none", "null", "own", "escaped", "a-1").doesNotContain("other", "free");
        Await.until("beta's came", () -> beta.ids().equals(List.of("other")));
    }

    @Test
    void another_tenant_s_event_is_rejected_and_the_others_of_the_request_are_taken() {
        assertThat(post("acme", "[" + deny("mine", "") + "," + deny("theirs", ",\"tenant_id\":\"beta\"") + "]"))
                .contains(
                        "202 ", "\"rejected\":[{\"index\":1,\"code\":\"foreign_tenant\",\"pointer\":\"/tenant_id\"}]");
        router.api().awaitDelivered(toAcme, 1);

        assertThat(String.join("\n", Trail.sent(router.data())))
                .contains("mine")
                .doesNotContain("theirs", "beta");
        assertThat(router.api().send("GET", "/metrics", new byte[0]).body())
                .contains("siem_events_rejected_total{code=\"foreign_tenant\"} 1.0");
        assertThat(post("any", deny("theirs", ",\"tenant_id\":\"beta\""))).contains("202 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"tenant_id\":\"beta\"",
                ",\"tenant\\u005fid\":\"beta\"",
                ",\"tenant_id\":\"Acme\"",
                ",\"tenant_id\":\"acme \"",
                ",\"tenant_id\":\"\"",
                ",\"tenant_id\":7",
                ",\"tenant_id\":[\"acme\"]",
                ",\"tenant_id\":{\"id\":\"acme\"}"
            })
    void whatever_else_it_names_it_is_not_relabelled_in_any_family(String tenant) {
        String audit = "{\"ts\":\"2026-05-26T10:14:00Z\",\"action\":\"route\"" + tenant + "}";
        String dlp = "{\"id\":\"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\",\"event_type\":\"dlp.match\","
                + "\"occurred_at\":\"2026-05-26T10:14:00Z\",\"agent_id\":\"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\""
                + tenant
                + "}";

        for (String event : List.of(deny("e", tenant), audit, dlp)) {
            assertThat(post("acme", event)).contains("422 ", "\"code\":\"foreign_tenant\"", "the token of its tenant");
        }
        assertThat(Trail.sent(router.data())).isEmpty();
    }

    @Test
    void a_tenant_s_name_is_a_text_and_nothing_more() {
        assertThat(post("odd", deny("e", ""))).contains("202 ");

        assertThat(Trail.sent(router.data())).containsExactly(deny("e", ",\"tenant_id\":\"Müller \\\"7\\\\\""));
        assertThat(post("odd", deny("f", ",\"tenant_id\":\"M\\u00fcller \\\"7\\\\\"")))
                .contains("202 ");
    }

    private static String deny(String id, String more) {
        return DENY.replace("ID", id) + more + "}";
    }

    private String post(String token, String body) {
        String head = "POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nAuthorization: Bearer " + TokensFile.token(token)
                + "\r\n";
        return RawRequest.send(router.port(), head, body);
    }
}
