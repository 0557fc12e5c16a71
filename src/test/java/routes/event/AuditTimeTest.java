package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-10-08T22:45:00Z|1759963500000|2025-10-08T22:45:00Z",
                "2025-10-08T22:45:00.123456|1759963500123|2025-10-08T22:45:00.123456Z",
                "2025-10-08T22:45:00|1759963500000|2025-10-08T22:45:00Z",
                "2025-10-08 22:45:00.123456|1759963500123|2025-10-08T22:45:00.123456Z",
                "2025-10-08 22:45:00,123|1759963500123|2025-10-08T22:45:00.123Z",
                "2025-10-08T22:45|1759963500000|2025-10-08T22:45:00Z",
                "2025-10-08T22:45Z|1759963500000|2025-10-08T22:45:00Z",
                "20251008T224500Z|1759963500000|2025-10-08T22:45:00Z",
                "20251008T224500|1759963500000|2025-10-08T22:45:00Z",
                "20251008T224500.123456Z|1759963500123|2025-10-08T22:45:00.123456Z",
                "20251009T004500+0200|1759963500000|2025-10-09T00:45:00+02:00",
                "2025-10-09T00:45:00+0200|1759963500000|2025-10-09T00:45:00+02:00",
                "2025-10-09T00:45:00+02|1759963500000|2025-10-09T00:45:00+02:00",
                "2025-10-08T17:15:00.5-05:30|1759963500500|2025-10-08T17:15:00.5-05:30",
                "2016-12-31T23:59:60|1483228800000|2016-12-31T23:59:60Z"
            })
    void a_time_without_a_zone_is_utc_and_other_forms_of_iso_8601_are_the_same_time(
            String text, long millis, String rfc3339) {
        byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);

        assertThat(AuditTime.epochMillis(bytes, 1, bytes.length - 1)).isEqualTo(millis);
        assertThat(new String(AuditTime.rfc3339(bytes, 1, bytes.length - 1), StandardCharsets.US_ASCII))
                .isEqualTo(rfc3339);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-10-08",
                "22:45:00",
                "1759963500",
                "1759963500.123",
                "08.10.2025 22:45:00",
                "Wed, 08 Oct 2025 22:45:00 GMT",
                "2025-W41-3T22:45:00",
                "2025-13-08T22:45:00",
                "2025-02-29T22:45:00",
                "2025-10-08T24:00:00",
                "2025-10-08T22:60:00",
                "2025-10-08T22:45:00.",
                "2025-10-08T22:45:00 UTC",
                "2025-10-08T22:45:00+25",
                "2025-10-08T22:45:00+02:60",
                "2025-10-08T22:45:00.0000000000000000000000000000000000000000000000000000000000000000000",
                "٢٠٢٥-10-08T22:45:00"
            })
    void anything_else_is_none(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(AuditTime.isOne(bytes, 0, bytes.length)).isFalse();
    }
}
