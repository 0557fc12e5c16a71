package routes.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1:8080",
        "https://siem.example, siem.example",
        "https://siem.example, SIEM.example:443",
        "http://siem.example, siem.example:80",
        "http://[::1]:8080, [::1]:8080"
    })
    void a_page_of_the_server_itself_may_send(String origin, String host) {
        assertThat(CrossSite.isSent(null, origin, host)).isFalse();
        assertThat(CrossSite.isSent("same-origin", origin, host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, 127.0.0.1:8080",
        "http://127.0.0.1:3000, 127.0.0.1:8080",
        "http://127.0.0.1:8080.evil.example, 127.0.0.1:8080",
        "https://siem.example, siem.example:80",
        "null, 127.0.0.1:8080",
        "'', 127.0.0.1:8080",
        "http://127.0.0.1:8080,"
    })
    void a_page_of_another_origin_may_not(String origin, String host) {
        assertThat(CrossSite.isSent(null, origin, host)).isTrue();
    }

    @Test
    void a_program_sends_neither_header() {
        assertThat(CrossSite.isSent(null, null, "127.0.0.1:8080")).isFalse();
    }
}
