package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an integration says of its batches holds on the wire, for each type whose requests carry many events. */
class BatchSizeIT {

    private static RouterProcess router;
    private static RouterApi api;

    @BeforeAll
    static void start_the_router(@TempDir Path work) {
        router = RouterProcess.start(work);
        api = router.api();
    }

    @AfterAll
    static void stop_the_router() {
        router.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"splunk_hec", "elasticsearch", "datadog", "webhook"})
    void a_backlog_goes_out_in_full_requests_and_none_carries_more_events_than_max_events(String type) {
        try (Destination destination = Destination.open(type, ",\"batch\":{\"max_events\":7}")) {
            String integration = api.createIntegration(destination.integration());
            api.lifecycle(integration, "pause");
            api.accept(recent(Traffic.events("batched", 0, 50)));

            api.lifecycle(integration, "resume");

            api.awaitDelivered(integration, 50);
            // without the router's word of the pause and of its end
            List<Set<String>> requests = destination.received().stream()
                    .map(BatchSizeIT::ids)
                    .filter(ids -> !ids.isEmpty())
                    .toList();
            assertThat(requests).extracting(Set::size).containsExactly(7, 7, 7, 7, 7, 7, 7, 1);
            assertThat(requests.stream().flatMap(Set::stream))
                    .containsExactlyInAnyOrderElementsOf(Traffic.ids("batched", 0, 50));
            api.deleteWithPending(integration);
        }
    }

    /** Datadog takes none that is older than 18 hours. */
    private static String recent(String events) {
        return events.replace("2026-05-26T10:14:00Z", Instant.now().toString());
    }

    /** An id stands more than once in what some types make of an event. */
    private static Set<String> ids(String request) {
        return Pattern.compile("batched-\\d+")
                .matcher(request)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
