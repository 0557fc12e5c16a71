package routes.destination.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.destination.Bytes;
import routes.event.Rfc3339;

class SyslogHeaderTest {

    /** The grammar of RFC 5424 section 6 with nil structured data, and this product's three decimals. */
    private static final Pattern RFC_5424 = Pattern.compile("<(?:[0-9]|[1-9][0-9]|1[0-8][0-9]|19[01])>1 "
            + "(?:-|[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
            + "\\.[0-9]{3}Z) [!-~]{1,255} [!-~]{1,48} [!-~]{1,128} [!-~]{1,32} - ");

    private static final Pattern RFC_3164 = Pattern.compile("<(?:[0-9]|[1-9][0-9]|1[0-8][0-9]|19[01])>"
            + "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?: [1-9]|[12][0-9]|3[01]) "
            + "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9] [A-Za-z0-9._-]{1,255} ");

    @Test
    void the_form_of_rfc_5424_has_three_decimals_even_where_they_are_zero() {
        SyslogHeader header = SyslogHeader.rfc5424(16, "mcp-server", "mcp-redaction");

        assertThat(text(header, millis("2025-10-08T22:45:00Z"), 6))
                .isEqualTo("<134>1 2025-10-08T22:45:00.000Z mcp-server mcp-redaction - - - ");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-26T10:14:00Z,UTC,<131>May 26 10:14:00 gate-1 ",
        "2026-05-06T10:14:59.999Z,UTC,<131>May  6 10:14:59 gate-1 ",
        "2026-12-31T23:30:00Z,+01:00,<131>Jan  1 00:30:00 gate-1 ",
        "2026-07-01T00:00:00Z,Europe/Berlin,<131>Jul  1 02:00:00 gate-1 ",
        "2026-01-01T00:00:00Z,America/New_York,<131>Dec 31 19:00:00 gate-1 ",
        "1969-12-31T23:59:59.500Z,UTC,<131>Dec 31 23:59:59 gate-1 ",
    })
    void the_form_of_rfc_3164_has_the_events_time_in_the_zone_and_a_padded_day(
            String time, String zone, String expected) {
        SyslogHeader header = SyslogHeader.rfc3164(16, "gate-1", ZoneId.of(zone));

        assertThat(text(header, millis(time), 3)).isEqualTo(expected.strip() + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "vm/127.0.0.1,vm_127.0.0.1,vm/127.0.0.1",
        "2001:db8::1,2001_db8__1,2001:db8::1",
        "my host,my_host,my_host",
        "m\u00fcnchen,m_nchen,m_nchen",
        "under_score,under_score,under_score"
    })
    void a_host_that_would_shift_the_fields_after_it_is_made_harmless(String host, String in3164, String in5424) {
        assertThat(text(SyslogHeader.rfc3164(23, host, ZoneOffset.UTC), 0, 6))
                .isEqualTo("<190>Jan  1 00:00:00 " + in3164 + " ");
        assertThat(text(SyslogHeader.rfc5424(23, host, "a b"), 0, 6))
                .isEqualTo("<190>1 1970-01-01T00:00:00.000Z " + in5424 + " a_b - - - ");
    }

    @Test
    void a_time_that_is_unknown_or_has_no_four_digit_year_is_nil() {
        SyslogHeader header = SyslogHeader.rfc5424(16, "h", "a");

        assertThat(text(header, Rfc3339.INVALID, 6)).isEqualTo("<134>1 - h a - - - ");
        assertThat(text(header, Instant.parse("-0001-01-01T00:00:00Z").toEpochMilli(), 6))
                .startsWith("<134>1 - ");
        assertThat(text(SyslogHeader.rfc3164(16, "h", ZoneOffset.UTC), Rfc3339.INVALID, 6))
                .matches(RFC_3164);
    }

    @Test
    void whatever_the_host_name_and_time_both_forms_keep_their_grammar() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String host = random.ints(random.nextInt(300), 1, 0x250)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            long millis = (random.nextLong() >>> 13) - (1L << 49);
            int facility = Facility.code("local" + random.nextInt(8));
            int severity = random.nextInt(8);
            assertThat(text(SyslogHeader.rfc5424(facility, host, host), millis, severity))
                    .as("seed %s, round %s", seed, i)
                    .matches(RFC_5424);
            assertThat(text(SyslogHeader.rfc3164(facility, host, ZoneOffset.UTC), millis, severity))
                    .as("seed %s, round %s", seed, i)
                    .matches(RFC_3164);
        }
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static String text(SyslogHeader header, long millis, int severity) {
        Bytes out = new Bytes();
        header.append(millis, severity, out);
        return new String(out.copy(), StandardCharsets.UTF_8);
    }
}
