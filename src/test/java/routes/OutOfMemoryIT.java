package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Out of memory, the router ends at once, and whoever starts it again finds everything it answered for. */
class OutOfMemoryIT {

    /** Enough to start and to serve small requests; the budget of bodies alone is larger. */
    private static final String TINY_HEAP = "-Xmx40m -Xmn16m";

    /** What {@code -XX:+ExitOnOutOfMemoryError} ends with. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int PRODUCERS = 24;
    private static final int EVENTS_IN_A_REQUEST = 9_000;

    @Test
    void out_of_memory_under_load_it_ends_and_loses_nothing_it_answered_for(@TempDir Path work) throws Exception {
        Map<String, String> environment =
                Map.of("JAVA_HOME", System.getProperty("java.home"), "SIEM_JAVA_OPTIONS", TINY_HEAP);
        try (RouterProcess router = RouterProcess.startByScript(work, environment);
                Collector collector = Collector.start()) {
            router.api().createIntegration(collector.integration());
            Load small = Load.start(router.api(), "small", 2);
            Await.until("some are answered", () -> small.owedCount() >= 200, router::log);

            List<String> large = untilItEnds(router);
            assertThat(router.awaitExit()).as(router.log()).isEqualTo(OUT_OF_MEMORY);
            router.restart();

            List<String> owed = new ArrayList<>(large);
            small.owed().forEach(owed::addAll);
            collector.awaitIds(owed);
            System.out.println("out of memory: " + owed.size() + " answered events, all delivered after the restart");
        }
    }

    /** Large requests at once, each with events of its own; returns those that were answered. */
    private static List<String> untilItEnds(RouterProcess router) throws InterruptedException {
        List<String> owed = Collections.synchronizedList(new ArrayList<>());
        List<Thread> producers = new ArrayList<>();
        for (int producer = 0; producer < PRODUCERS; producer++) {
            String name = "large" + producer;
            Thread thread = new Thread(() -> post(router.api(), name, owed));
            thread.start();
            producers.add(thread);
        }
        for (Thread producer : producers) {
            producer.join();
        }
        return owed;
    }

    private static void post(RouterApi api, String name, List<String> owed) {
        try {
            for (int from = 0; ; from += EVENTS_IN_A_REQUEST) {
                int to = from + EVENTS_IN_A_REQUEST;
                if (api.postEvents(Traffic.events(name, from, to)).statusCode() == 202) {
                    owed.addAll(Traffic.ids(name, from, to));
                }
            }
        } catch (UncheckedIOException gone) {
            assertThat(gone).hasCauseInstanceOf(IOException.class);
        }
    }
}
