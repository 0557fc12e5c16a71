package routes.destination.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.CalledSink;
import routes.destination.net.AddressPolicy;
import routes.destination.net.OwnAddress;
import routes.destination.net.TestAuthority;
import routes.event.Batch;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Judge;
import routes.verdict.Verdict;

/** Requests through a forward proxy, which is a real process's part here: a socket that does as it is told. */
class ForwardProxyTest {

    @TempDir
    private static Path folder;

    private static TestAuthority authority;

    private final Batch one = Samples.batch("policy-deny", 1);

    @BeforeAll
    static void sign() {
        authority = new TestAuthority(folder).sign("server", "dns:siem.nowhere.invalid", "-1d", 400);
    }

    /** RFC 6761: nobody but the proxy knows this name. */
    @Test
    void https_goes_by_connect_to_a_name_that_the_proxy_alone_knows() throws IOException {
        try (Receiver siem = Receiver.tls(authority.server("server"), false);
                ConnectProxy proxy = new ConnectProxy(port(siem), "");
                CalledSink sink = sink(proxy, "https://siem.nowhere.invalid/hook", AddressPolicy.USUAL, "")) {
            assertThat(sink.send(one).getException()).isNull();

            assertThat(siem.requests()).extracting(Receiver.Request::path).containsExactly("/hook");
            assertThat(siem.requests().get(0).header("Proxy-Authorization")).isNull();
            assertThat(proxy.heads().get(0))
                    .startsWith("CONNECT siem.nowhere.invalid:443 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic dXNlcjpwYTpzcw==")
                    .doesNotContain("Bearer");
        }
    }

    @Test
    void http_goes_to_the_proxy_as_a_whole_and_as_it_is_written() throws IOException {
        try (Receiver siem = Receiver.plain();
                ConnectProxy proxy = new ConnectProxy(port(siem), "");
                CalledSink sink = sink(proxy, "http://siem_node:8088/a%2Fb", AddressPolicy.USUAL, "")) {
            assertThat(sink.send(one).getException()).isNull();

            assertThat(proxy.heads().get(0)).startsWith("POST http://siem_node:8088/a%2Fb HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http_407,407 Proxy Authentication Required,PARKED",
        "proxy_refused,403 Forbidden,PARKED",
        "proxy_refused,502 Bad Gateway,AGAIN"
    })
    void a_proxy_that_leads_nowhere_is_named_as_such(String code, String status, Verdict verdict) throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(1, status);
                CalledSink sink = sink(proxy, "https://siem.nowhere.invalid/hook", AddressPolicy.USUAL, "")) {
            DeliveryException said = judged(sink);

            assertThat(said.reason().code()).isEqualTo(code);
            assertThat(said.rest()).isEqualTo(verdict);
            assertThat(said.toString() + said.reason()).doesNotContain("pa:ss", "dXNlcjpwYTpzcw");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[fe80::1]",
                "[::ffff:169.254.169.254]",
                "169.254.43518",
                "0251.0376.0251.0376",
                "0xa9fea9fe",
                "169.254.169.254."
            })
    void an_address_that_is_refused_is_refused_before_the_proxy_hears_of_it(String host) throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(1, "");
                CalledSink sink = sink(proxy, "https://" + host + "/hook", AddressPolicy.USUAL, "")) {
            assertThat(judged(sink).reason().code()).isEqualTo("address_refused");
            assertThat(proxy.heads()).isEmpty();
        }
    }

    @Test
    void a_name_that_is_not_allowed_is_refused_before_the_proxy_hears_of_it() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(1, "");
                CalledSink sink = sink(proxy, "https://siem.nowhere.invalid", "none", "127.0.0.1,*.example.com")) {
            assertThat(judged(sink).reason().code()).isEqualTo("address_not_allowed");
            assertThat(proxy.heads()).isEmpty();
        }
    }

    @Test
    void a_proxy_at_an_address_that_is_refused_is_not_connected_to() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(1, "");
                CalledSink sink = sink(proxy, "https://siem.nowhere.invalid", "127.0.0.0/8", "")) {
            assertThat(judged(sink).reason().code()).isEqualTo("address_refused");
            assertThat(proxy.heads()).isEmpty();
        }
    }

    private DeliveryException judged(CalledSink sink) {
        return new Judge(Clock.systemUTC()).judge(sink.send(one).getException());
    }

    private static int port(Receiver receiver) {
        return URI.create(receiver.url()).getPort();
    }

    private static CalledSink sink(ConnectProxy proxy, String url, String refused, String allowed) {
        Map<String, String> settings = new HashMap<>(Map.of("url", url, "token", "secret", "proxyUrl", proxy.url()));
        settings.putAll(Map.of("proxySecret", "user:pa:ss", "caFile", authority.caFile()));
        return CalledSink.of("siem-webhook-sink", settings, new AddressPolicy(refused, allowed, OwnAddress.NONE));
    }
}
