package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroppedFieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2,\"c\":3}|{\"a\":1,\"c\":3}",
                "{\"b\":2,\"c\":3}|{\"c\":3}",
                "{\"a\":1,\"b\":{\"b\":[1,\"}\"]}}|{\"a\":1}",
                "{\"b\":2}|{}",
                "{\"B\":2,\"a\":{\"b\":1}}|{\"a\":{\"b\":1}}",
                "{\"\\u0062\":2,\"a\":\"b\"}|{\"a\":\"b\"}",
                "{\"a\":\"ü\\\"b\",\"b\":null}|{\"a\":\"ü\\\"b\"}"
            })
    void a_top_level_field_is_cut_out_however_its_name_is_written(String whole, String left) {
        Event event = event(whole);

        Event cut = DroppedFields.of(List.of("b"))
                .outOf(new Batch(List.of(event)))
                .events()
                .get(0);

        assertThat(cut.json()).isEqualTo(left);
        assertThat(event.json()).isEqualTo(whole);
        assertThat(cut.position()).isEqualTo(event.position());
        assertThat(cut.committedAtMillis()).isEqualTo(event.committedAtMillis());
        assertThat(cut.kind()).isEqualTo(event.kind());
    }

    @Test
    void where_nothing_is_dropped_the_batch_is_the_same() {
        Batch batch = new Batch(List.of(event("{\"a\":1}")));
        assertThat(DroppedFields.of(List.of()).outOf(batch)).isSameAs(batch);
    }

    private static Event event(String json) {
        byte[] bytes = ("x" + json + "\n").getBytes(StandardCharsets.UTF_8);
        return new Event(bytes, 1, bytes.length - 1, 3, 52_100, 1_700_000_000_000L);
    }
}
