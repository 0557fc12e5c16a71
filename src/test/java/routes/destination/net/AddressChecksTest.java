package routes.destination.net;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.elasticsearch.ElasticsearchUrl;
import routes.destination.http.HttpUrlCheck;
import routes.destination.http.ProxyUrl;
import routes.destination.kafka.Brokers;
import routes.destination.splunk.SplunkHecUrl;
import routes.destination.syslog.SyslogUrl;

/** An address that cannot be reached as it is written is refused where it is given, with what to write instead. */
class AddressChecksTest {

    private static final Map<String, Consumer<String>> CHECKS = Map.of(
            "http", new HttpUrlCheck(),
            "proxy", new ProxyUrl(),
            "hec", new SplunkHecUrl(),
            "elasticsearch", new ElasticsearchUrl(),
            "syslog", new SyslogUrl(),
            "kafka", new Brokers());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http http://hec_node:8088/x",
                "http http://_dmarc.example",
                "http HTTP://siem.example.com",
                "http HttpS://SIEM.example.com:443/",
                "http https://10.0.0.1:8088",
                "http https://[::1]:8088/a",
                "http https://[::ffff:10.0.0.1]",
                "http https://siem.example.com/%2F/%3F/%26/%252F",
                "http https://siem.example.com/a;b=c,d/$(e)!*'@:~",
                "http https://1.example.com",
                "http https://10.0.0.1.example.com",
                "hec https://splunk:8088/services/collector/event",
                "hec https://splunk:8088/services/collector",
                "hec https://splunk:8088/raw/services/collector/event",
                "elasticsearch https://search:9200/prefix_bulk",
                "proxy http://proxy:3128",
                "proxy http://[2001:db8::1]:3128/",
                "syslog syslog://my_rsyslog",
                "syslog syslog+udp://[2001:db8::1]:514",
                "kafka kafka_1:9092,10.0.0.1:9092,[::1]:9092"
            })
    void what_can_be_reached_is_taken(String kindAndAddress) {
        assertThatCode(() -> check(kindAndAddress)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http http://siem:99999|65535",
                "http http://siem:0/|65535",
                "http http://siem:/x|no colon",
                "http http://siem:abc/|65535",
                "http http://siem:-1/|65535",
                "http http://127.1/|four decimal numbers",
                "http http://2130706433/|four decimal numbers",
                "http http://0x7f.1/|four decimal numbers",
                "http http://0x7f000001/|four decimal numbers",
                "http http://127.0.0.01/|four decimal numbers",
                "http http://127.0.0.256/|four decimal numbers",
                "http http://1.2.3.4.5/|four decimal numbers",
                "http http://siem.example.com./x|expected siem.example.com, without",
                "http http://siem..example.com/|dots between",
                "http http://.siem/|dots between",
                "http http://si%65m/|dots between",
                "http http://b\u00fccher.example/|xn--bcher-kva.example",
                "http http://127\u30020.0.1/|127.0.0.1",
                "http http://[fe80::1%eth0]/|without %",
                "http http://[fe80::1%25eth0]/|without %",
                "http http://[127.0.0.1]/|brackets",
                "http http://[:::1]/|brackets",
                "proxy https://proxy:3128|speaks HTTP",
                "proxy http://proxy:3128/path|without a path",
                "proxy http://user:secret@proxy:3128|proxy_url: expected",
                "http http://user:secret@siem:8088|url: expected",
                "proxy http://127.1:3128|proxy_url: 127.1",
                "http http://siem/a%2|percent-encoded",
                "http http://siem/a%zz|percent-encoded",
                "http http://siem/\u00e4|percent-encoded",
                "http http://siem/a\\b|percent-encoded",
                "http http://siem/a<b>|percent-encoded",
                "http http://siem/a/../b|leads to",
                "http http://siem/.|leads to",
                "http https://hec_node/|network alias",
                "hec https://splunk:8088/services/collector/raw|/services/collector/event",
                "hec https://splunk:8088/services/collector/raw/1.0|/services/collector/event",
                "hec https://splunk:8088/services/collector/ack|/services/collector/event",
                "elasticsearch https://search:9200/_bulk|address of the cluster",
                "elasticsearch https://search:9200/index/_doc/|address of the cluster",
                "syslog syslog://siem:0|65535",
                "syslog syslog://siem:70000|65535",
                "syslog syslog://127.1|four decimal numbers",
                "syslog syslog://siem.|expected siem, without",
                "syslog syslog+tls://my_rsyslog|network alias",
                "syslog syslog://[fe80:::1]:514|brackets",
                "kafka kafka:9092,kafka-2:99999|65535",
                "kafka 0x7f.1:9092|four decimal numbers",
                "kafka ::1:9092|brackets",
                "kafka kafka.:9092|expected kafka, without"
            })
    void what_cannot_is_refused_with_what_to_write_instead(String kindAndAddress, String instead) {
        assertThatThrownBy(() -> check(kindAndAddress.translateEscapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected")
                .hasMessageNotContaining("secret")
                .hasMessageContaining(instead);
    }

    private static void check(String kindAndAddress) {
        String[] both = kindAndAddress.split(" ", 2);
        CHECKS.get(both[0]).accept(both[1]);
    }
}
