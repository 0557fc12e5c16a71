package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event type is one line of a table: added by a folder on the class path, it goes the whole way. */
class AddedTypeIT {

    private static final Path TYPES = Path.of("src/test/types").toAbsolutePath();
    private static final String TYPE = "quota.exceeded";
    /** Segments of a few events, so that some are sealed. */
    private static final Map<String, String> SETTINGS = Map.of("SIEM_JOURNAL_SEGMENT_BYTES", "400");

    @TempDir
    private Path work;

    @Test
    void an_added_type_is_accepted_journalled_selected_counted_sealed_delivered_and_replayed() {
        try (RouterProcess router = RouterProcess.startWith(TYPES, work, SETTINGS);
                Collector usual = Collector.start();
                Collector added = Collector.start();
                Collector denies = Collector.start()) {
            RouterApi api = router.api();
            api.createIntegration(to(usual, ""));
            String toAdded = api.createIntegration(to(added, ",\"event_types\":[\"" + TYPE + "\"]"));
            api.createIntegration(to(denies, ",\"event_types\":[\"policy.deny\"]"));
            api.lifecycle(toAdded, "pause");

            for (int round = 0; round < 3; round++) {
                api.accept(event("quota-" + round, TYPE));
                api.accept(event("deny-" + round, "policy.deny"));
            }
            usual.awaitIds(List.of("quota-0", "deny-0", "quota-1", "deny-1", "quota-2", "deny-2"));
            denies.awaitIds(List.of("deny-0", "deny-1", "deny-2"));
            assertThat(api.integration(toAdded).path("pending_events").asLong()).isEqualTo(3);

            router.kill();
            router.restart();
            assertThat(api.integration(toAdded).path("pending_events").asLong()).isEqualTo(3);
            api.lifecycle(toAdded, "resume");
            added.awaitIds(List.of("quota-0", "quota-1", "quota-2"));
            api.awaitDelivered(toAdded, 3);

            api.post(toAdded + "/replays", "{\"since\":\"2020-01-01T00:00:00Z\"}", 202);
            Await.until("every quota came twice", () -> added.ids().size() == 6, () -> added.ids()
                    .toString());
            assertThat(added.ids()).doesNotContain("deny-0", "deny-1", "deny-2");
            assertThat(denies.ids()).doesNotContain("quota-0", "quota-1", "quota-2");
            assertThat(get(router, "/metrics")).contains("siem_journal_unknown_lines 0");
        }
    }

    @Test
    void without_its_type_an_event_is_named_and_kept_and_no_other_is_lost() {
        try (Collector collector = Collector.start()) {
            String integration;
            try (RouterProcess router = RouterProcess.startWith(TYPES, work, SETTINGS)) {
                integration = router.api().createIntegration(to(collector, ""));
                router.api().lifecycle(integration, "pause");
                router.api().accept(event("deny-0", "policy.deny"));
                router.api().accept(event("quota-0", TYPE));
                router.api().accept(event("deny-1", "policy.deny"));
                router.stop();
            }

            try (RouterProcess router = RouterProcess.start(work, SETTINGS)) {
                router.api().lifecycle(integration, "resume");
                collector.awaitIds(List.of("deny-0", "deny-1"));
                assertThat(router.log())
                        .contains("line 2 (position ")
                        .contains(
                                "UNKNOWN_TYPE: 1 line from here on is of event type code 255, which this release does not know");
                assertThat(get(router, "/health/ready")).contains("are of types that this release does not know");
                assertThat(get(router, "/metrics")).contains("siem_journal_unknown_lines 1");
                router.stop();
            }
            RouterProcess verify = RouterProcess.launch(work, SETTINGS, "journal", "verify");
            assertThat(verify.awaitExit()).isEqualTo(1);
            assertThat(verify.log()).contains("NOT KNOWN: all is as it was written");

            try (RouterProcess router = RouterProcess.startWith(TYPES, work, SETTINGS)) {
                router.api().post(integration + "/replays", "{\"since\":\"2020-01-01T00:00:00Z\"}", 202);
                collector.awaitIds(List.of("deny-0", "deny-1", "quota-0"));
            }
        }
    }

    private static String to(Collector collector, String more) {
        return "{\"type\":\"webhook\",\"url\":\"" + collector.url() + "/hook\"" + more + "}";
    }

    private static String get(RouterProcess router, String path) {
        return router.api().send("GET", path, new byte[0]).body();
    }

    private static String event(String id, String type) {
        return Traffic.event(id).replace("policy.deny", type);
    }
}
