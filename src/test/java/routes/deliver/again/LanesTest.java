package routes.deliver.again;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.deadletter.DeadLetterFilter;
import routes.deliver.DeliverStage;
import routes.deliver.DeliverySettings;
import routes.deliver.MaxBacklog;
import routes.deliver.NotDeliveringException;
import routes.deliver.Pace;
import routes.destination.net.AddressPolicy;
import routes.destination.splunk.SplunkHecEmulator;
import routes.event.Event;
import routes.event.Selection;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;
import routes.verdict.Reason;
import routes.verdict.Refusal;

class LanesTest {

    private static final String EVENT =
            "{\"id\":\"e1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}";
    private static final DeadLetterFilter ALL =
            new DeadLetterFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private DeliverStage stage;

    @BeforeEach
    void start_the_deliver_stage() throws Exception {
        stage = new DeliverStage(folder, new AddressPolicy(""));
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    @Test
    void neither_replay_nor_redrive_begins_on_an_integration_that_is_paused_or_deleted() throws Exception {
        DeliverySettings settings = settings("http://127.0.0.1:1");
        stage.lanes().start(settings);
        refuseOne();

        stage.lanes().hold(settings);
        nothingBegins();
        assertThat(stage.deadLetters().count("one")).isEqualTo(1);

        stage.lanes().remove("one");
        assertThatThrownBy(() -> stage.replays().start("one", replay(0))).isInstanceOf(NotDeliveringException.class);
    }

    private void refuseOne() throws IOException {
        byte[] bytes = EVENT.getBytes(StandardCharsets.UTF_8);
        Event event = new Event(bytes, 0, bytes.length, (byte) 0, 0);
        stage.deadLetters().add("one", List.of(new Refusal(event, new Reason("hec_6", "Invalid.", ""), 1)));
    }

    private void nothingBegins() {
        assertThatThrownBy(() -> stage.replays().start("one", replay(0)))
                .isInstanceOf(NotDeliveringException.class)
                .hasMessageContaining("one");
        assertThatThrownBy(() -> stage.redrives().start("one", ALL)).isInstanceOf(NotDeliveringException.class);
        assertThat(stage.replays().all("one")).isEmpty();
        assertThat(stage.journal().subscription("one.replay")).isEmpty();
        assertThat(stage.redrives().status("one")).isEmpty();
        assertThat(stage.context().getRoute("deliver-one.replay")).isNull();
    }

    @Test
    void a_redrive_that_waits_for_live_events_says_what_they_wait_for() throws Exception {
        stage.lanes().start(settings("http://127.0.0.1:1"));
        refuseOne();
        stage.append(EVENT, (byte) 0);
        Await.until("live events wait", () -> stage.deliveries().isBehind("one"));

        stage.redrives().start("one", ALL);

        Await.until("the redrive waits", () -> reasonOfRedrive().equals("live_events_first"));
        assertThat(stage.redrives()
                        .status("one")
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .detail())
                .contains("They wait themselves: ");
    }

    private String reasonOfRedrive() {
        return stage.redrives()
                .status("one")
                .flatMap(RedriveStatus::reason)
                .map(Reason::code)
                .orElse("");
    }

    @Test
    void what_comes_in_before_an_integration_starts_is_for_it_too() throws Exception {
        try (SplunkHecEmulator splunk = SplunkHecEmulator.start("a-token")) {
            DeliverySettings settings = settings(splunk.url());
            stage.lanes().claim(List.of(settings));
            stage.append(EVENT, (byte) 0);

            stage.lanes().start(settings);

            Await.until("it arrives", () -> splunk.ids().contains("e1"));
        }
    }

    private static Replay replay(long from) {
        return new Replay("r1", Replay.RUNNING, "", "", List.of(), Selection.ALL, from, from + 1, 1, 1, 0, 0, "", "");
    }

    private static DeliverySettings settings(String url) {
        return new DeliverySettings(
                "one",
                "splunk_hec",
                "siem-splunk-hec-sink",
                SinkParameters.ofValues(Map.of("url", url, "token", "a-token")),
                Selection.ALL,
                10,
                100_000,
                0,
                3,
                1_000,
                1_000,
                false,
                "now",
                MaxBacklog.NONE,
                BentVerdicts.NONE,
                Pace.ONE_AFTER_THE_OTHER);
    }
}
