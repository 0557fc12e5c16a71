package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.event.Samples;

class AddressPolicyTest {

    private static final AddressPolicy USUAL = new AddressPolicy(AddressPolicy.USUAL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "100.100.100.200"
            })
    void metadata_and_link_local_are_refused_in_every_form(String address) {
        assertThatThrownBy(() -> USUAL.check(InetAddress.getByName(address)))
                .isInstanceOfSatisfying(DeliveryException.class, refused -> {
                    assertThat(refused.rest()).isEqualTo(Verdict.PARKED);
                    assertThat(refused.reason().code()).isEqualTo("address_refused");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.1.2.3",
                "192.168.0.9",
                "172.16.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "fec0::1",
                "fd00:ec2::253",
                "8.8.8.8",
                "2001:db8::1"
            })
    void where_siems_live_passes(String address) {
        assertThatCode(() -> USUAL.check(InetAddress.getByName(address))).doesNotThrowAnyException();
    }

    @Test
    void one_refused_address_of_a_name_is_enough() throws UnknownHostException {
        InetAddress[] both = {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("169.254.169.254")};

        assertThatThrownBy(() -> USUAL.check(both)).isInstanceOf(DeliveryException.class);
    }

    @Test
    void the_operator_s_ranges_take_the_place_of_the_usual_ones() {
        AddressPolicy own = new AddressPolicy("10.0.0.0/8, 192.0.2.128/25 ,::1");

        assertThatCode(() -> own.check(InetAddress.getByName("169.254.169.254"), InetAddress.getByName("192.0.2.127")))
                .doesNotThrowAnyException();
        for (String refused : new String[] {"10.255.255.255", "192.0.2.128", "::1"}) {
            assertThatThrownBy(() -> own.check(InetAddress.getByName(refused))).isInstanceOf(DeliveryException.class);
        }
        assertThatCode(() -> new AddressPolicy("none").check(InetAddress.getByName("fe80::1")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new AddressPolicy("").check(InetAddress.getByName("fe80::1")))
                .isInstanceOf(DeliveryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata.internal", "10.0.0.0/33", "10.0.0/8", "10.0.0.1/", "fe80::/129", "1,,2", "/8"})
    void what_is_no_range_is_refused_with_the_setting_s_name(String ranges) {
        assertThatThrownBy(() -> new AddressPolicy(ranges))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SIEM_REFUSED_ADDRESSES: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254", "https://169.254.169.254/x", "http://[fe80::1]:8088"})
    void a_sink_connects_to_no_refused_address_even_where_it_is_used_alone(String url) {
        try (CalledSink sink = CalledSink.of("siem-webhook-sink", Map.of("url", url))) {
            Exception failure = sink.send(Samples.batch("policy-deny", 1)).getException();

            DeliveryException said = new Judge(Clock.systemUTC()).judge(failure);
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("address_refused");
        }
    }

    @Test
    void a_syslog_sink_never_connects_to_a_refused_address() {
        try (CalledSink sink = CalledSink.of("siem-syslog-cef-sink", Map.of("url", "syslog://169.254.169.254:80"))) {
            Exception failure = sink.send(Samples.batch("policy-deny", 1)).getException();

            DeliveryException said = new Judge(Clock.systemUTC()).judge(failure);
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("address_refused");
        }
    }
}
