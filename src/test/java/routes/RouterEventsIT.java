package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.EventType;

/** What the router does, and what people do to it, is in its own journal and reaches who asks for it. */
class RouterEventsIT {

    private static final String SECRET = "canary-secret-one";

    @TempDir
    private Path work;

    @Test
    void what_people_do_to_the_router_reaches_a_siem_that_asks_for_it_and_no_other() {
        TokensFile file = TokensFile.ofEachRole(work);
        Map<String, String> settings = Map.of("SIEM_TOKENS_FILE", file.path().toString(), "SIEM_API_TOKEN", "");
        try (RouterProcess router = RouterProcess.start(work, settings);
                Collector asks = Collector.start();
                Collector usual = Collector.start()) {
            create(router, asks, ",\"event_types\":" + own());
            create(router, usual, "");
            String id = create(router, Collector.down(), ",\"token\":\"" + SECRET + "\"");
            EveryAct.on(router, id);

            await(asks, "integration_deleted");
            // that the admin was seen may stand in the journal before the subscription begins
            List<JsonNode> seen = asks.own().stream()
                    .filter(event -> !event.path("act").asText().equals("first_use")
                            || !event.path("actor").asText().equals("admin"))
                    .toList();
            assertThat(seen)
                    .extracting(event -> event.path("event_type").asText() + " "
                            + event.path("actor").asText() + " "
                            + event.path("act").asText())
                    .containsExactly(
                            "router.integration_changed admin integration_created",
                            "router.integration_changed admin integration_created",
                            "router.integration_changed admin integration_created",
                            "router.integration_changed admin integration_changed",
                            "router.secret_changed admin secret_rotated",
                            "router.token_used operator first_use",
                            "router.integration_changed operator integration_paused",
                            "router.integration_changed operator integration_resumed",
                            "router.integration_changed operator integration_retried",
                            "router.connection_tested operator connection_tested",
                            "router.replay operator replay_started",
                            "router.dead_letters_exported operator dead_letters_exported",
                            "router.redrive operator dead_letters_redriven",
                            "router.dead_letters_dropped operator dead_letters_dropped",
                            "router.access_denied viewer access_denied",
                            "router.integration_changed admin integration_deleted");
            assertThat(seen).allSatisfy(event -> {
                assertThat(event.path("actor_kind").asText()).isEqualTo("token");
                assertThat(event.path("source_ip").asText()).isEqualTo("127.0.0.1");
                assertThat(event.path("router").asText()).isNotEmpty();
            });
            assertThat(seen.get(3).path("before").asText()).isEqualTo("{\"min_severity\":\"low\"}");
            assertThat(seen.get(3).path("after").asText()).isEqualTo("{\"min_severity\":\"high\"}");
            assertThat(seen.get(3).path("notice").asText()).isEqualTo("not_told");
            assertThat(usual.own()).isEmpty();
            assertThat(asks.requests()).noneMatch(request -> request.contains("canary-"));
            assertThat(Trail.own(router.data()).toString()).doesNotContain("canary-");
        }
    }

    @Test
    void starts_and_stops_are_in_the_journal() {
        try (RouterProcess router = RouterProcess.start(work)) {
            router.stop();
            router.restart();
            router.stop();

            assertThat(Trail.own(router.data()))
                    .extracting(event -> event.path("event_type").asText())
                    .containsExactly("router.started", "router.stopped", "router.started", "router.stopped");
        }
    }

    @Test
    void nobody_can_send_the_router_s_own_events() {
        try (RouterProcess router = RouterProcess.start(work)) {
            for (EventType type : EventType.all()) {
                if (type.wireName().startsWith("router.")) {
                    HttpResponse<String> answer =
                            router.api().postEvents(Traffic.event("forged").replace("policy.deny", type.wireName()));
                    assertThat(answer.statusCode()).as(type.wireName()).isEqualTo(422);
                    assertThat(answer.body()).contains("reserved_type", "/event_type");
                }
            }
            HttpResponse<String> mixed = router.api()
                    .postEvents("[" + Traffic.event("good") + ","
                            + Traffic.event("forged").replace("policy.deny", "router.stopped") + "]");
            assertThat(mixed.statusCode()).isEqualTo(202);
            assertThat(mixed.body()).contains("reserved_type");
            assertThat(Trail.sent(router.data())).hasSize(1);
            assertThat(Trail.own(router.data()).toString()).doesNotContain("forged");
        }
    }

    @Test
    void a_destination_is_told_before_a_change_takes_effect() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector before = Collector.start();
                Collector after = Collector.start()) {
            String id = router.api().createIntegration(before.webhook());
            router.api().patch(id, "{\"url\":\"" + after.url() + "/hook\"}");
            router.api().lifecycle(id, "pause");

            assertThat(before.own())
                    .extracting(event -> event.path("act").asText())
                    .containsExactly("integration_changed");
            assertThat(after.own())
                    .extracting(event -> event.path("act").asText())
                    .containsExactly("integration_paused");
            JsonNode told = awaitAct(router, "integration_changed");
            assertThat(told.path("notice").asText()).isEqualTo("told");
            assertThat(told.path("id")).isEqualTo(before.own().get(0).path("id"));
            assertThat(told.path("after").asText()).contains(after.url());
            assertThat(awaitAct(router, "integration_paused").path("notice").asText())
                    .isEqualTo("told");
        }
    }

    @Test
    void a_destination_that_does_not_answer_holds_a_change_up_for_5_s_and_the_journal_says_not_told() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            String id = router.api().createIntegration(collector.webhook());
            collector.stall();

            long begin = System.nanoTime();
            router.api().lifecycle(id, "pause");
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(took).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
            assertThat(router.api().integration(id).path("state").asText()).isEqualTo("paused");
            assertThat(awaitAct(router, "integration_paused").path("notice").asText())
                    .isEqualTo("not_told");
        }
    }

    @Test
    void a_full_journal_keeps_nobody_from_acting_and_the_act_is_in_the_log() {
        Map<String, String> full = Map.of("SIEM_JOURNAL_MIN_FREE_BYTES", Long.toString(1L << 50));
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            String id = router.api().createIntegration(collector.webhook());
            awaitAct(router, "integration_created");
            router.stop();
            try (RouterProcess blocked = RouterProcess.launch(work, full)) {
                Await.until(
                        "the router says that the reserve is reached",
                        () -> ready(blocked).contains("free-space reserve"),
                        () -> ready(blocked));
                blocked.api().lifecycle(id, "pause");
                assertThat(blocked.api().integration(id).path("state").asText()).isEqualTo("paused");
                assertThat(blocked.log()).contains("\"act\":\"integration_paused\"");
                blocked.stop();
            }
            assertThat(Trail.own(work.resolve("data")).toString()).doesNotContain("integration_paused");
        }
    }

    private static String ready(RouterProcess router) {
        try {
            return router.api().send("GET", "/health/ready", new byte[0]).body();
        } catch (UncheckedIOException notYet) {
            return "";
        }
    }

    @Test
    void that_a_destination_fails_and_delivers_again_is_told_to_another() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector asks = Collector.start();
                Collector fails = Collector.down()) {
            router.api()
                    .createIntegration("{\"type\":\"webhook\",\"url\":\"" + asks.url()
                            + "/hook\",\"event_types\":[\"router.integration_health\"]}");
            String id = router.api().createIntegration(fails.webhook());
            router.api().accept(Traffic.events("event", 0, 1));
            await(asks, "failing");
            fails.open();
            router.api().lifecycle(id, "retry-now");
            await(asks, "healthy");

            assertThat(asks.own())
                    .extracting(event -> event.path("integration").asText() + " "
                            + event.path("health").asText())
                    .containsExactly(id + " failing", id + " healthy");
            assertThat(asks.own().get(0).path("reason").asText()).isNotEmpty();
            assertThat(asks.own().get(0).path("events").asLong()).isEqualTo(1);
        }
    }

    /** The event of an act, once it is in the journal. */
    private static JsonNode awaitAct(RouterProcess router, String act) {
        Await.until(
                act + " is in the journal",
                () -> find(router, act).findFirst().isPresent(),
                () -> Trail.own(router.data()).toString());
        return find(router, act).findFirst().orElseThrow();
    }

    private static Stream<JsonNode> find(RouterProcess router, String act) {
        return Trail.own(router.data()).stream()
                .filter(event -> event.path("act").asText().equals(act));
    }

    private static void await(Collector collector, String act) {
        Await.until(
                "the collector has " + act,
                () -> collector.own().toString().contains("\"" + act + "\""),
                () -> collector.own().toString());
    }

    private static String own() {
        return EventType.all().stream()
                .map(EventType::wireName)
                .filter(name -> name.startsWith("router.") && !name.equals("router.heartbeat"))
                .map(name -> "\"" + name + "\"")
                .toList()
                .toString();
    }

    private static String create(RouterProcess router, Collector collector, String more) {
        String body = "{\"type\":\"webhook\",\"url\":\"" + collector.url() + "/hook\"" + more + "}";
        return EveryAct.call(router, "admin", "POST", "", body).replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
    }
}
