package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers of a router that is told to stop. */
class StopIT {

    @Test
    void a_producer_hears_202_or_when_to_send_again_and_nothing_else_until_the_router_is_gone(@TempDir Path work)
            throws IOException {
        try (RouterProcess router = RouterProcess.start(work);
                Socket slow = halfRequest(router.port())) {
            assertThat(slow.isConnected()).isTrue();
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

    @Test
    void told_to_stop_it_says_when_that_begins_and_that_it_is_over_and_ends_with_0(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work)) {
            router.api().accept(Traffic.event("before"));

            assertThat(router.stop()).isZero();
            assertThat(router.log()).containsSubsequence("siem-router stops", "siem-router has stopped in order");
            router.restart();
            assertThat(router.stop()).isZero();
        }
    }

    /** What is under way keeps the server for three seconds, in which others are told to come again, however busy the machine is. */
    private static Socket halfRequest(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String head = "POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + RouterProcess.TOKEN
                + "\r\nContent-Length: 10\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
