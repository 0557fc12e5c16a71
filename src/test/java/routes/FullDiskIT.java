package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk without room costs the producers a 503 and a wait, and nothing of what was answered for. */
class FullDiskIT {

    private static final int IN_A_REQUEST = 100;
    private static final int MEGABYTES = 16;

    /** With a reserve, which the journal keeps to, and without one, when the file system itself refuses to write. */
    @ParameterizedTest
    @ValueSource(longs = {4_000_000, 0})
    void a_full_disk_is_503_until_there_is_room_and_loses_nothing(long reserve, @TempDir Path work) {
        try (SmallDisk disk = SmallDisk.mount(work, MEGABYTES);
                RouterProcess router = RouterProcess.start(work, disk.environment(reserve));
                Collector collector = Collector.start()) {
            RouterApi api = router.api();
            String integration = api.createIntegration(collector.integration());
            List<String> owed = postUntilRefused(api, "before", disk, reserve);
            HttpResponse<String> refused = api.postEvents(Traffic.events("refused", 0, IN_A_REQUEST));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            api.awaitDelivered(integration, owed.size());
            assertThat(api.send("GET", "/health/live", new byte[0]).statusCode())
                    .as("nobody restarts it for a full disk")
                    .isEqualTo(200);

            disk.makeRoom();
            Await.until(
                    "events are accepted again",
                    () -> api.postEvents(Traffic.event("after")).statusCode() == 202,
                    router::log);
            owed.add("after");
            collector.awaitIds(owed);

            router.kill();
            router.restart();
            router.api()
                    .awaitIntegration(
                            integration,
                            "has nothing left",
                            seen -> seen.path("pending_events").asLong() == 0);
            assertThat(collector.firstArrivals()).isEqualTo(owed);
            assertThat(router.log()).doesNotContain("OutOfMemoryError");
            assertThat(router.log().split("housekeeping failed", -1).length - 1)
                    .as("a full disk is told of, not ten times a second")
                    .isLessThan(10);
        }
    }

    @Test
    void killed_with_a_full_disk_it_starts_delivers_and_goes_on_when_there_is_room(@TempDir Path work) {
        try (SmallDisk disk = SmallDisk.mount(work, MEGABYTES);
                RouterProcess router = RouterProcess.start(work, disk.environment(0));
                Collector collector = Collector.down()) {
            String integration = router.api().createIntegration(collector.integration());
            List<String> owed = postUntilRefused(router.api(), "before", disk, 0);
            router.kill();
            collector.open();
            router.restart();

            collector.awaitIds(owed);
            // what the recovery cut off may have left some room
            owed.addAll(postUntilRefused(router.api(), "again", disk, 0));
            disk.makeRoom();
            Await.until(
                    "events are accepted again",
                    () -> router.api().postEvents(Traffic.event("after")).statusCode() == 202);
            owed.add("after");
            collector.awaitIds(owed);
            router.api()
                    .awaitIntegration(
                            integration,
                            "has nothing left",
                            seen -> seen.path("pending_events").asLong() == 0);
        }
    }

    @Test
    void dead_letters_that_find_no_room_wait_and_are_not_lost(@TempDir Path work) {
        try (SmallDisk disk = SmallDisk.mount(work, MEGABYTES);
                RouterProcess router = RouterProcess.start(work, disk.environment(0));
                Collector collector = Collector.down()) {
            RouterApi api = router.api();
            collector.usually(ids -> {
                String bad =
                        ids.stream().filter(id -> id.endsWith("7")).findFirst().orElse("");
                return bad.isEmpty() ? Reply.SUCCESS : Reply.badEvent(ids.indexOf(bad));
            });
            String integration = api.createIntegration(collector.integration());
            api.accept(Traffic.events("event", 0, 200));
            disk.fillUpTo(0);
            collector.open();
            api.lifecycle(integration, "retry-now");

            JsonNode seen = api.awaitIntegration(
                    integration,
                    "cannot keep a dead letter",
                    shown -> !shown.path("reason").asText("").isEmpty()
                            && !shown.path("reason").asText("").startsWith("connection")
                            && !shown.path("health").asText().equals("healthy"));
            assertThat(seen.path("dead_letters").asLong()).as(seen.toString()).isZero();
            disk.makeRoom();
            api.lifecycle(integration, "retry-now");

            JsonNode done = api.awaitIntegration(
                    integration,
                    "has nothing left",
                    shown -> shown.path("pending_events").asLong() == 0);
            assertThat(done.path("dead_letters").asLong()).isEqualTo(20);
            List<String> others = new ArrayList<>(Traffic.ids("event", 0, 200));
            others.removeIf(id -> id.endsWith("7"));
            assertThat(collector.firstArrivals()).isEqualTo(others);
        }
    }

    /** Of a router that is not ready a load balancer keeps producers away: it has to find the way back by itself. */
    @Test
    void readiness_says_what_a_post_would_be_answered_and_comes_back_without_one(@TempDir Path work) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(work, MEGABYTES);
                RouterProcess router = RouterProcess.start(work, disk.environment(0))) {
            RouterApi api = router.api();
            disk.fillUpTo(0);
            Await.until(
                    "there is no room",
                    () -> api.postEvents(Traffic.events("no-room", 0, IN_A_REQUEST))
                                    .statusCode()
                            == 503);
            assertThat(ready(api)).contains("down").contains("cannot write");
            disk.makeRoom();
            Await.until("it is ready by itself", api::isReady, router::log);
            api.accept(Traffic.event("after"));

            Path away = disk.data().resolveSibling("away");
            Files.move(disk.data().resolve("audit"), away);
            Await.until("it knows", () -> !api.isReady(), router::log);
            assertThat(ready(api)).contains("cannot be read");
            assertThat(api.postEvents(Traffic.event("nowhere")).statusCode()).isEqualTo(503);
            Files.move(away, disk.data().resolve("audit"));
            Await.until("it is ready again", api::isReady, router::log);
            api.accept(Traffic.event("last"));
        }
    }

    private static String ready(RouterApi api) {
        return api.send("GET", "/health/ready", new byte[0]).body();
    }

    @Test
    void a_data_folder_that_is_read_only_is_refused_at_start_in_a_sentence(@TempDir Path work) {
        try (SmallDisk disk = SmallDisk.mount(work, MEGABYTES)) {
            RouterProcess.start(work, disk.environment(0)).stop();
            disk.readOnly();
            try (RouterProcess router = RouterProcess.launch(work, disk.environment(0))) {
                assertThat(router.awaitExit()).isNotZero();
                assertThat(router.log())
                        .contains("SIEM_DATA_DIR = " + disk.data())
                        .contains("folder this process may write to")
                        .doesNotContain("\tat ");
            }
        }
    }

    /** Fills the disk and posts on until there is no room; returns what was accepted. */
    private static List<String> postUntilRefused(RouterApi api, String name, SmallDisk disk, long reserve) {
        List<String> accepted = new ArrayList<>();
        disk.fillUpTo(reserve + 1_000_000);
        for (int from = 0; ; from += IN_A_REQUEST) {
            int status = api.postEvents(Traffic.events(name, from, from + IN_A_REQUEST))
                    .statusCode();
            if (status != 202) {
                assertThat(status).isEqualTo(503);
                // the next request may be smaller than what was left
                disk.fillUpTo(0);
                return accepted;
            }
            accepted.addAll(Traffic.ids(name, from, from + IN_A_REQUEST));
        }
    }
}
