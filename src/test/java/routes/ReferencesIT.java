package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.http.Receiver;

/** What a reference in the integrations file stands for is for the destination, whichever field it is in. */
class ReferencesIT {

    private static final String HUSH = "hush-7703";

    @Test
    void what_a_reference_stands_for_reaches_the_destination_and_nobody_else(@TempDir Path work) throws Exception {
        try (Receiver receiver = Receiver.plain()) {
            Path file = Files.writeString(
                    work.resolve("integrations.yaml"),
                    """
                    integrations:
                      - id: hook
                        type: webhook
                        url: "{{env:HOOK_URL}}"
                        headers: "x-team: soc, x-key: {{env:HOOK_KEY}}"
                    """);
            Map<String, String> settings = Map.of(
                    "SIEM_INTEGRATIONS_FILE",
                    file.toString(),
                    "HOOK_URL",
                    receiver.url() + "/" + HUSH,
                    "HOOK_KEY",
                    HUSH);
            try (RouterProcess router = RouterProcess.start(work, settings)) {
                RouterApi api = router.api();
                api.accept(Traffic.events("one", 0, 2));
                api.awaitDelivered("hook", 2);
                assertThat(receiver.requests()).allSatisfy(request -> {
                    assertThat(request.header("x-key")).isEqualTo(HUSH);
                    assertThat(request.path()).endsWith("/" + HUSH);
                });

                for (String path : new String[] {"", "/hook", "/types"}) {
                    assertThat(api.send("GET", RouterApi.INTEGRATIONS + path, new byte[0])
                                    .body())
                            .doesNotContain(HUSH);
                }
                assertThat(api.send("GET", RouterApi.INTEGRATIONS + "/hook", new byte[0])
                                .body())
                        .contains("{{env:HOOK_URL}}", "x-team: soc, x-key: {{env:HOOK_KEY}}");
                api.lifecycle("hook", "pause");
                assertThat(Files.readString(router.data().resolve("integrations.json")))
                        .contains("{{env:HOOK_KEY}}")
                        .doesNotContain(HUSH);
                assertThat(router.log()).doesNotContain(HUSH);
            }
        }
    }
}
