package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z,0",
        "1970-01-01t00:00:00z,0",
        "2026-05-26T10:14:00Z,1779790440000",
        "2026-05-26T10:14:00.1Z,1779790440100",
        "2026-05-26T10:14:00.123999999999Z,1779790440123",
        "2026-05-26T12:14:00+02:00,1779790440000",
        "2026-05-26T09:44:00-00:30,1779790440000",
        "1969-12-31T23:59:59.999Z,-1",
        "2016-12-31T23:59:60Z,1483228800000",
        "2024-02-29T00:00:00Z,1709164800000",
        "0000-01-01T00:00:00Z,-62167219200000"
    })
    void a_time_is_milliseconds_since_1970(String text, long millis) {
        assertThat(millis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-05-26",
                "2026-05-26T10:14Z",
                "2026-05-26T10:14:00",
                "2026-05-26 10:14:00Z",
                "2026-05-26T10:14:00.Z",
                "2026-05-26T10:14:00,5Z",
                "2026-13-26T10:14:00Z",
                "2026-02-29T10:14:00Z",
                "2100-02-29T10:14:00Z",
                "2026-00-26T10:14:00Z",
                "2026-05-00T10:14:00Z",
                "2026-05-26T24:14:00Z",
                "2026-05-26T10:60:00Z",
                "2026-05-26T10:14:61Z",
                "2026-05-26T10:14:00+24:00",
                "2026-05-26T10:14:00+02",
                "2026-05-26T10:14:00+0200",
                "2026-05-26T10:14:00+02:60",
                "2026-05-26T10:14:00ZZ",
                "+026-05-26T10:14:00Z",
                "2026-05-26T10:14:00X"
            })
    void anything_else_is_invalid(String text) {
        assertThat(millis(text)).isEqualTo(Rfc3339.INVALID);
    }

    @Test
    void it_agrees_with_java_time() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            OffsetDateTime time = OffsetDateTime.ofInstant(
                    java.time.Instant.ofEpochMilli(random.nextLong(-62_000_000_000_000L, 250_000_000_000_000L)),
                    ZoneOffset.ofTotalSeconds(60 * (random.nextInt(36 * 60) - 18 * 60)));

            String text = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx"));

            assertThat(millis(text))
                    .as("seed %s: %s", seed, text)
                    .isEqualTo(time.toInstant().toEpochMilli());
        }
    }

    private static long millis(String text) {
        byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.US_ASCII);
        return Rfc3339.epochMillis(bytes, 1, bytes.length - 1);
    }
}
