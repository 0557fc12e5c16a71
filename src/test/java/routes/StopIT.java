package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers of a router that is told to stop. */
class StopIT {

    @Test
    void a_producer_hears_202_or_when_to_send_again_and_nothing_else_until_the_router_is_gone(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work)) {
            // one client: on a busy machine a new one for each post would leave gaps as long as the server waits for another
            RouterApi api = router.api();
            List<HttpResponse<String>> answers = new ArrayList<>();
            answers.add(api.postEvents(Traffic.event("before")));

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(router::stop);
            while (!stopped.isDone()) {
                try {
                    answers.add(api.postEvents(Traffic.event("meanwhile")));
                } catch (UncheckedIOException gone) {
                    stopped.join();
                }
            }

            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .contains(503)
                    .containsOnly(202, 503);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).allMatch(answer -> answer.headers()
                    .firstValue("Retry-After")
                    .isPresent());
        }
    }
}
