package routes.destination.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.MovedClock;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** One index at fault, and the cluster at fault, on a clock of the test's own. */
class ElasticsearchVerdictTest {

    private static final long TODAY = 20_605;
    private static final ElasticsearchItem STORED = new ElasticsearchItem(201, null, null);
    private static final ElasticsearchItem CLOSED = new ElasticsearchItem(400, "index_closed_exception", null);
    private static final ElasticsearchItem RED = new ElasticsearchItem(503, "unavailable_shards_exception", null);
    private static final ElasticsearchItem MAPPING = new ElasticsearchItem(400, "mapper_parsing_exception", null);

    private final MovedClock clock = new MovedClock(Instant.ofEpochSecond(TODAY * 24 * 60 * 60 + 12 * 60 * 60));
    private final ElasticsearchIndices indices = new ElasticsearchIndices(clock);
    private final ElasticsearchVerdict verdict = new ElasticsearchVerdict(indices);

    @ParameterizedTest
    @CsvSource({
        "400,validation_exception",
        "400,index_closed_exception",
        "403,cluster_block_exception",
        "403,security_exception",
        "404,index_not_found_exception"
    })
    void an_index_that_takes_none_while_another_does_has_its_events_refused(int status, String error) {
        ElasticsearchItem failed = new ElasticsearchItem(status, error, null);
        DeliveryException said = judge(days(TODAY - 40, TODAY), failed, STORED).orElseThrow();

        assertThat(said.isDelivered(1)).isTrue();
        assertThat(said.refusal(0)).hasValueSatisfying(why -> {
            assertThat(why.code()).isEqualTo(error);
            assertThat(why.detail()).contains("the index of its day");
        });
    }

    @Test
    void however_many_such_events_there_are_they_say_nothing_against_the_destination() {
        judge(days(TODAY), STORED);
        DeliveryException said =
                judge(days(TODAY - 40, TODAY - 41), CLOSED, CLOSED).orElseThrow();

        assertThat(said.refusals()).isEqualTo(2);
        assertThat(said.isOpen()).isFalse();
    }

    @Test
    void todays_index_is_everybodys_and_parks_while_others_take_documents() {
        DeliveryException said =
                judge(days(TODAY, TODAY - 1, TODAY - 2), CLOSED, STORED, CLOSED).orElseThrow();

        assertThat(said.rest()).isEqualTo(Verdict.PARKED);
        assertThat(said.refusal(0)).isEmpty();
        assertThat(said.isDelivered(1)).isTrue();
        assertThat(said.refusal(2)).isPresent();
    }

    @Test
    void a_data_stream_is_everybodys() {
        indices.setDataStream(true);
        long[] stream = {indices.of(TODAY), indices.of(TODAY - 900)};
        judge(stream, STORED, STORED);
        clock.pass(Duration.ofHours(1));

        assertThat(judge(stream, CLOSED, CLOSED).orElseThrow().rest()).isEqualTo(Verdict.PARKED);
    }

    @Test
    void with_nothing_to_compare_with_an_index_is_looked_at_twice_and_then_isolated() {
        long[] both = days(TODAY - 40, TODAY - 41);
        assertThat(judge(both, CLOSED, CLOSED).orElseThrow().rest()).isEqualTo(Verdict.PARKED);
        clock.pass(Duration.ofSeconds(5));
        DeliveryException said = judge(both, CLOSED, CLOSED).orElseThrow();

        assertThat(said.rest()).isEqualTo(Verdict.REFUSED);
        assertThat(said.settledSome()).isFalse();
        assertThat(said.isOpen()).isTrue();
    }

    @Test
    void what_passes_by_itself_gets_five_minutes_and_then_holds_up_nobody() {
        long[] red = days(TODAY - 1);
        judge(days(TODAY), STORED);
        assertThat(judge(red, RED).orElseThrow().rest()).isEqualTo(Verdict.AGAIN);
        clock.pass(Duration.ofMinutes(4));
        assertThat(judge(red, RED).orElseThrow().refusals()).isZero();
        clock.pass(Duration.ofMinutes(1));

        assertThat(judge(red, RED).orElseThrow().refusal(0)).isPresent();
        assertThat(judge(days(TODAY), RED).orElseThrow().refusals()).isZero();
    }

    @Test
    void an_index_that_takes_again_is_trusted_again() {
        long[] red = days(TODAY - 1);
        judge(days(TODAY), STORED);
        judge(red, RED);
        clock.pass(Duration.ofMinutes(6));
        judge(red, STORED);

        assertThat(judge(red, RED).orElseThrow().refusals()).isZero();
    }

    @Test
    void what_others_took_long_ago_tells_nothing() {
        judge(days(TODAY), STORED);
        clock.pass(Duration.ofMinutes(16));

        assertThat(judge(days(TODAY - 40), CLOSED).orElseThrow().rest()).isEqualTo(Verdict.PARKED);
    }

    @Test
    void an_event_that_its_mapping_refuses_counts_as_ever() {
        judge(days(TODAY), STORED);
        DeliveryException said = judge(days(TODAY - 40, TODAY), CLOSED, MAPPING).orElseThrow();

        assertThat(said.refusals()).isEqualTo(2);
        assertThat(said.isOpen()).isTrue();
    }

    @Test
    void the_index_of_all_other_days_is_nobodys() {
        long[] other = {indices.of(-700_000)};
        judge(days(TODAY), STORED);

        assertThat(judge(other, CLOSED).orElseThrow().refusal(0)).isPresent();
    }

    private Optional<DeliveryException> judge(long[] went, ElasticsearchItem... items) {
        return verdict.judge(Optional.of(Arrays.asList(items)), went);
    }

    private long[] days(long... days) {
        return Arrays.stream(days).map(indices::of).toArray();
    }
}
