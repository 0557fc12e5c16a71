package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.MovedClock;
import routes.deliver.health.Health;
import routes.deliver.health.HealthChange;
import routes.verdict.Reason;

class TroublesTest {

    private static final Reason BUSY = new Reason("http_503", "The destination answered 503.", "", "its own words");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MovedClock clock = new MovedClock();
    private Troubles troubles = new Troubles(clock, "router-1", Map.of());

    @Test
    void people_are_told_at_once_after_an_hour_each_day_and_when_it_delivers_again() {
        fails();
        assertThat(look(Health.RETRYING)).containsExactly("failing 2026-01-31T12:00:00Z");

        assertThat(during(Duration.ofHours(1).minus(SECOND), Health.FAILING)).isEmpty();
        assertThat(during(Duration.ofSeconds(2), Health.FAILING)).containsExactly("still_failing 2026-01-31T13:00:00Z");
        assertThat(during(Duration.ofDays(2), Health.FAILING))
                .containsExactly("still_failing 2026-02-01T13:00:00Z", "still_failing 2026-02-02T13:00:00Z");

        delivers();
        assertThat(during(Troubles.QUIET, Health.HEALTHY)).containsExactly("recovered 2026-02-02T13:00:31Z");
        assertThat(during(Duration.ofDays(2), Health.HEALTHY)).isEmpty();
    }

    @Test
    void one_that_fails_now_and_then_is_told_of_once() {
        List<String> told = IntStream.range(0, 20)
                .boxed()
                .flatMap(turn -> {
                    fails();
                    List<String> failing = look(Health.RETRYING);
                    delivers();
                    return Stream.concat(failing.stream(), during(Duration.ofSeconds(21), Health.HEALTHY).stream());
                })
                .toList();

        assertThat(told).containsExactly("failing 2026-01-31T12:00:00Z");
        assertThat(during(Troubles.QUIET, Health.HEALTHY))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("recovered");
    }

    @Test
    void a_failure_between_two_looks_is_told_of_and_so_is_its_end() {
        fails();
        delivers();

        assertThat(during(Duration.ofMinutes(1), Health.HEALTHY))
                .containsExactly("failing 2026-01-31T12:00:01Z", "recovered 2026-01-31T12:00:31Z");
    }

    @Test
    void one_that_refuses_events_fails_though_its_health_is_good() {
        fails();

        assertThat(during(Duration.ofHours(1), Health.HEALTHY)).containsExactly("failing 2026-01-31T12:00:01Z");
    }

    @Test
    void one_that_was_parked_before_anybody_was_to_be_told_is_told_of_since_then() {
        Subject parked = subject(Health.ACTION_REQUIRED, false, MovedClock.START.minusSeconds(7200));
        List<Notice> told = troubles.look(List.of(parked));

        assertThat(told).hasSize(1);
        assertThat(told.get(0).since()).isEqualTo(MovedClock.START.minusSeconds(7200));
        assertThat(troubles.look(List.of(parked))).as("told a moment ago").isEmpty();
        clock.pass(Duration.ofDays(1));
        assertThat(occasions(List.of(parked))).containsExactly(Occasion.STILL_FAILING);
    }

    @Test
    void a_failure_that_goes_on_after_a_restart_is_no_new_one_and_its_recovery_has_the_same_key(@TempDir Path folder)
            throws IOException {
        fails();
        String key = troubles.look(List.of(subject(Health.RETRYING))).get(0).key();
        TroubleFile file = new TroubleFile(folder.resolve("notified.json"));
        file.keep(troubles.open());

        clock.pass(Duration.ofDays(3));
        troubles = new Troubles(clock, "another-name", new TroubleFile(folder.resolve("notified.json")).read());
        fails();
        assertThat(during(Duration.ofMinutes(10), Health.RETRYING))
                .as("once, however many days nobody could be told")
                .containsExactly("still_failing 2026-02-03T12:00:01Z");
        delivers();
        clock.pass(Troubles.QUIET);
        List<Notice> end = troubles.look(List.of(subject(Health.HEALTHY)));
        assertThat(end).extracting(Notice::occasion).containsExactly(Occasion.RECOVERED);
        assertThat(end.get(0).key()).isEqualTo(key);
        assertThat(end.get(0).since()).isEqualTo(MovedClock.START);

        file.keep(troubles.open());
        assertThat(Files.readString(folder.resolve("notified.json"))).isEqualTo("{}");
    }

    @Test
    void a_file_that_is_damaged_holds_nothing_up(@TempDir Path folder) throws IOException {
        for (String damaged : List.of("", "{", "[1]", "{\"soc\":1}", "{\"soc\":{\"since\":\"x\"}}", "null")) {
            Path file = Files.writeString(folder.resolve("notified.json"), damaged);
            assertThat(new TroubleFile(file).read()).as(damaged).isEmpty();
        }
    }

    @Test
    void one_that_is_paused_or_deleted_while_it_fails_is_closed() {
        fails();
        look(Health.FAILING);
        clock.pass(Troubles.QUIET);
        assertThat(occasions(List.of(subject(Health.FAILING, true, MovedClock.START))))
                .containsExactly(Occasion.PAUSED);

        assertThat(occasions(List.of(subject(Health.FAILING)))).containsExactly(Occasion.FAILING);
        assertThat(occasions(List.of())).containsExactly(Occasion.REMOVED);
        assertThat(occasions(List.of())).isEmpty();
    }

    @Test
    void nothing_that_a_destination_said_is_told() {
        fails();

        assertThat(troubles.look(List.of(subject(Health.RETRYING)))
                        .get(0)
                        .fields()
                        .values())
                .noneMatch(value -> value.contains("its own words"))
                .contains("http_503", "router-1", "SOC of Bern", "7");
    }

    private void fails() {
        troubles.changed(new HealthChange("soc", "webhook", Optional.of(BUSY), 7));
    }

    private void delivers() {
        troubles.changed(new HealthChange("soc", "webhook", Optional.empty(), 0));
    }

    private List<String> look(Health health) {
        return troubles.look(List.of(subject(health))).stream()
                .map(notice -> notice.occasion().wireName() + " " + notice.at())
                .toList();
    }

    private List<Occasion> occasions(List<Subject> all) {
        return troubles.look(all).stream().map(Notice::occasion).toList();
    }

    /** What is told in that time, where somebody looks each second. */
    private List<String> during(Duration time, Health health) {
        return IntStream.range(0, Math.toIntExact(time.toSeconds()))
                .boxed()
                .flatMap(second -> {
                    clock.pass(SECOND);
                    return look(health).stream();
                })
                .toList();
    }

    private Subject subject(Health health) {
        return subject(health, false, clock.instant());
    }

    private static Subject subject(Health health, boolean paused, Instant since) {
        Optional<Reason> reason = health == Health.HEALTHY ? Optional.empty() : Optional.of(BUSY);
        return new Subject("soc", "SOC of Bern", "webhook", paused, health, reason, since, 7);
    }
}
