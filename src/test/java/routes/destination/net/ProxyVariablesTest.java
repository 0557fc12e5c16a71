package routes.destination.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.net.ProxyVariables.Proxy;

/** The conventional variables, as curl and Go read them. */
class ProxyVariablesTest {

    private static final String PROXY = "http://proxy:3128";

    @ParameterizedTest
    @CsvSource({"https,https_proxy", "https,HTTPS_PROXY", "HTTPS,HTTPS_PROXY", "http,http_proxy", "http,HTTP_PROXY"})
    void each_scheme_has_its_variable_in_both_cases(String scheme, String variable) {
        ProxyVariables variables = new ProxyVariables(Map.of(variable, PROXY));

        assertThat(variables.of(scheme, "siem.example.com", -1)).contains(new Proxy(PROXY, ""));
        assertThat(variables.of(scheme.length() == 4 ? "https" : "http", "siem.example.com", -1))
                .isEmpty();
        assertThat(variables.of("syslog", "siem.example.com", -1)).isEmpty();
    }

    @Test
    void in_lower_case_counts_first_and_blank_is_not_set() {
        Map<String, String> both = Map.of("https_proxy", "lower:1", "HTTPS_PROXY", "upper:1", "http_proxy", " ");
        ProxyVariables variables = new ProxyVariables(both);

        assertThat(variables.of("https", "siem", -1)).contains(new Proxy("http://lower:1", ""));
        assertThat(variables.of("http", "siem", -1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "proxy,http://proxy,''",
        "http://proxy:3128/,http://proxy:3128,''",
        "HTTP://10.0.0.1:3128,http://10.0.0.1:3128,''",
        "http://[2001:db8::1]:3128,http://[2001:db8::1]:3128,''",
        "http://user:p%40s%3as+%25@proxy:3128,http://proxy:3128,user:p@s:s+%",
        "user@proxy:3128,http://proxy:3128,user"
    })
    void an_address_may_have_credentials_and_no_scheme(String text, String url, String credentials) {
        assertThat(new ProxyVariables(Map.of("https_proxy", text)).of("https", "siem.example.com", 443))
                .contains(new Proxy(url, credentials))
                .hasToString("Optional[" + url + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://canary:canary@proxy:1080",
                "https://canary:canary@proxy:3128",
                "http://canary:canary@proxy:99999",
                "http://canary:canary@127.1:3128",
                "http://canary:canary%zz@proxy:3128",
                "http://canary:can/ary@proxy:3128",
                "http://canary/path"
            })
    void what_is_no_proxy_keeps_the_router_from_starting_and_is_not_shown(String text) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", text);

        assertThatThrownBy(() -> new ProxyVariables(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HTTPS_PROXY (or https_proxy) is not the address")
                .hasMessageNotContaining("canary")
                .hasNoCause();
        assertThat(ProxyVariables.refusals(environment)).hasSize(1);
        assertThat(ProxyVariables.refusals(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "a.localhost",
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "::ffff:127.0.0.1",
                "0.0.0.0"
            })
    void this_machine_is_never_reached_through_a_proxy(String host) {
        assertThat(new ProxyVariables(Map.of("https_proxy", PROXY)).of("https", host, 8088))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|siem.example.com",
                "example.com|siem.example.com",
                "example.com|example.com",
                ".example.com|siem.example.com",
                ".example.com|example.com",
                "*.example.com|a.b.example.com",
                "other.net, EXAMPLE.com|siem.Example.COM",
                "other.net example.com|siem.example.com",
                "siem.example.com:8088|siem.example.com",
                "10.1.2.3|10.1.2.3",
                "10.1.2.3:8088|10.1.2.3",
                "10.0.0.0/8|10.1.2.3",
                "2001:db8::1|2001:db8:0::1",
                "2001:db8::/32|2001:db8::1",
                "[2001:db8::1]:8088|2001:db8::1"
            })
    void a_listed_host_is_reached_without_the_proxy(String list, String host) {
        assertThat(behind(list).of("https", host, 8088)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|siem.example.com",
                "example.com|siem.example.com.evil.net",
                "example.com|notexample.com",
                "siem.example.com|example.com",
                "siem.example.com:443|siem.example.com",
                "2.3|10.1.2.3",
                "10.0.0.0/8|11.1.2.3",
                "10.0.0.0/99|10.1.2.3",
                "2001:db8::/32|2001:db9::1",
                ",|siem.example.com",
                ".|siem.example.com"
            })
    void another_host_is_not(String list, String host) {
        assertThat(behind(list).of("https", host, 8088)).contains(new Proxy(PROXY, ""));
    }

    private static ProxyVariables behind(String list) {
        return new ProxyVariables(Map.of("https_proxy", PROXY, "NO_PROXY", list));
    }
}
