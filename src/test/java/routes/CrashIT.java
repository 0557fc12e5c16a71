package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answered means on disk: whatever way the router ends, what it answered 202 arrives after it is back. The long run kills it
 * {@code -Dcrash.kills=300} times.
 */
class CrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 5);
    private static final int PRODUCERS = 3;
    private static final int MOST_EVENTS_BEFORE_A_KILL = 1_000;
    private static final long LONGEST_START_NANOS = 1_500_000_000;

    @Test
    void killed_under_load_again_and_again_it_loses_nothing_it_answered_for(@TempDir Path work) throws IOException {
        long seed = Seed.of("crash.seed");
        Path archive = work.resolve("data/files");
        try (RouterProcess router = RouterProcess.start(work);
                Collector splunk = Collector.start();
                Collector webhook = Collector.start();
                SyslogReceiver syslog = SyslogReceiver.tcp()) {
            CrashTargets targets = new CrashTargets(router, splunk, webhook, syslog, archive);
            List<List<String>> owed = killAgainAndAgain(router, targets, new Random(seed));
            targets.awaitEverything();
            targets.assertArrivedInOrder(owed, seed);
            targets.assertNothingConfirmedCameAgain(seed);
            System.out.println(targets.figures());
        }
    }

    /** Returns what each producer is owed. */
    private static List<List<String>> killAgainAndAgain(RouterProcess router, CrashTargets targets, Random random)
            throws IOException {
        List<List<String>> owed = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Load load = Load.start(router.api(), "life" + kill, PRODUCERS);
            int moment = 1 + random.nextInt(MOST_EVENTS_BEFORE_A_KILL);
            Await.until(moment + " events are answered", () -> load.owedCount() >= moment, router::log);
            router.kill();
            owed.addAll(load.owed());
            targets.noteKill(kill);
            if (random.nextInt(4) == 0) {
                router.startAgain();
                // the moment of a kill is what is random here
                LockSupport.parkNanos(random.nextLong(LONGEST_START_NANOS));
                router.kill();
                targets.noteKill(kill);
            }
            router.restart();
        }
        return owed;
    }

    @Test
    void stopped_in_the_middle_of_a_request_it_goes_on_where_it_stood(@TempDir Path work) {
        interrupted(work, RouterProcess::stop);
    }

    @Test
    void killed_in_the_middle_of_a_request_it_goes_on_where_it_stood(@TempDir Path work) {
        interrupted(work, RouterProcess::kill);
    }

    private static void interrupted(Path work, Consumer<RouterProcess> end) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            String integration = router.api().createIntegration(collector.integration());
            router.api().accept(Traffic.events("event", 0, 500));
            router.api().awaitDelivered(integration, 500);
            collector.stall();
            router.api().accept(Traffic.events("event", 500, 1_000));
            Await.until(
                    "a request is in flight",
                    () -> collector.requests().toString().contains("event-500"));

            end.accept(router);
            collector.release();
            router.restart();

            collector.awaitIds(Traffic.ids("event", 0, 1_000));
            assertThat(collector.firstArrivals()).isEqualTo(Traffic.ids("event", 0, 1_000));
            assertThat(router.api()
                            .integration(integration)
                            .path("dead_letters")
                            .asLong())
                    .isZero();
        }
    }
}
