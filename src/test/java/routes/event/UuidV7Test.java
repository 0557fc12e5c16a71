package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    @Test
    void ids_carry_the_time_and_rise_within_a_millisecond() {
        Instant now = Instant.parse("2026-05-26T10:14:00.123Z");
        UuidV7 ids = new UuidV7(Clock.fixed(now, ZoneOffset.UTC), new SplittableRandom(1));
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(new String(ids.next(), StandardCharsets.US_ASCII));
        }

        assertThat(made).isSorted().doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(UUID.fromString(id).version()).isEqualTo(7);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        });
        assertThat(UUID.fromString(made.get(0)).getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }
}
