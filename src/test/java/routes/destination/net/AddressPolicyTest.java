package routes.destination.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.CalledSink;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Judge;
import routes.verdict.Verdict;

class AddressPolicyTest {

    private static final AddressPolicy USUAL = new AddressPolicy(AddressPolicy.USUAL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "::ffff:0:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "64:ff9b:1:a9fe:a9:fe00::",
                "2002:a9fe:a9fe::1",
                "2001:0:a9fe:a9fe::1",
                "2001:0:808:808::5601:5601",
                "2001:db8::5efe:169.254.169.254",
                "2001:db8::200:5efe:a9fe:a9fe",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "100.100.100.200"
            })
    void metadata_and_link_local_are_refused_in_every_form(String address) {
        assertThatThrownBy(() -> check(USUAL, address)).isInstanceOfSatisfying(DeliveryException.class, refused -> {
            assertThat(refused.rest()).isEqualTo(Verdict.PARKED);
            assertThat(refused.reason().code()).isEqualTo("address_refused");
        });
    }

    @Test
    void an_ipv4_address_that_dns_has_as_one_of_ipv6_is_refused_too() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 169, (byte) 254, 1, 1};
        InetAddress fromDns = Inet6Address.getByAddress("some.test", mapped, -1);

        assertThat(fromDns).isInstanceOf(Inet6Address.class);
        assertThatThrownBy(() -> USUAL.check("some.test", 443, fromDns)).isInstanceOf(DeliveryException.class);
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
        assertThatCode(() -> check(USUAL, address)).doesNotThrowAnyException();
    }

    @Test
    void one_refused_address_of_a_name_is_enough() {
        assertThatThrownBy(() -> check(USUAL, "10.0.0.1", "169.254.169.254")).isInstanceOf(DeliveryException.class);
    }

    @Test
    void the_operator_s_ranges_take_the_place_of_the_usual_ones() {
        AddressPolicy own = new AddressPolicy("10.0.0.0/8, 192.0.2.128/25 ,::1");

        assertThatCode(() -> check(own, "169.254.169.254", "192.0.2.127")).doesNotThrowAnyException();
        for (String refused : new String[] {"10.255.255.255", "192.0.2.128", "::1"}) {
            assertThatThrownBy(() -> check(own, refused)).isInstanceOf(DeliveryException.class);
        }
        assertThatCode(() -> check(new AddressPolicy("none"), "fe80::1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(new AddressPolicy(""), "fe80::1")).isInstanceOf(DeliveryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata.internal", "10.0.0.0/33", "10.0.0/8", "10.0.0.1/", "fe80::/129", "1,,2", "/8"})
    void what_is_no_range_is_refused_with_the_setting_s_name(String ranges) {
        assertThatThrownBy(() -> new AddressPolicy(ranges))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SIEM_REFUSED_ADDRESSES: ");
    }

    @Test
    void the_wildcard_is_refused_where_loopback_is() {
        for (String loopback : new String[] {"127.0.0.0/8", "::1"}) {
            AddressPolicy policy = new AddressPolicy(loopback);
            for (String wildcard : new String[] {"0.0.0.0", "::"}) {
                assertThatThrownBy(() -> check(policy, wildcard)).isInstanceOf(DeliveryException.class);
            }
        }
    }

    @Test
    void where_some_are_allowed_a_host_passes_by_its_name_or_by_all_its_addresses() {
        AddressPolicy policy = allowing("siem.example.com, *.Splunk.example,10.0.0.0/8,2001:db8::1");

        for (String named :
                new String[] {"siem.example.com", "SIEM.Example.COM.", "a.splunk.example", "a.b.splunk.example"}) {
            assertThatCode(() -> policy.check(named, 443, InetAddress.getByName("203.0.113.9")))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> check(policy, "10.1.1.1", "2001:db8::1")).doesNotThrowAnyException();
        for (String other : new String[] {"splunk.example", "evilsplunk.example", "siem.example.com.evil.example"}) {
            assertNotAllowed(() -> policy.check(other, 443, InetAddress.getByName("203.0.113.9")));
        }
        assertNotAllowed(() -> check(policy, "10.1.1.1", "203.0.113.9"));
        assertNotAllowed(() -> check(policy, "64:ff9b::10.1.1.1"));
    }

    @Test
    void a_refused_address_stays_refused_whatever_is_allowed() {
        AddressPolicy policy = allowing("metadata.example,169.254.169.254");

        assertThatThrownBy(() -> policy.check("metadata.example", 80, InetAddress.getByName("169.254.169.254")))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("address_refused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"siem.example.com:443", "https://siem", "*", "a.*.example", "10.0.0.0/40", "a,,b", "-a", "[::1]"
            })
    void what_is_no_destination_is_refused_with_the_setting_s_name(String allowed) {
        assertThatThrownBy(() -> allowing(allowed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SIEM_ALLOWED_DESTINATIONS: ")
                .hasMessageContaining("expected a host name such as siem.example.com, without scheme");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.0.0.1, 0.0.0.0",
        "127.0.0.1, ::",
        "127.0.0.1, ::ffff:127.0.0.1",
        "127.0.0.1, ::127.0.0.1",
        "0.0.0.0, 127.0.0.1",
        "0.0.0.0, 127.9.9.9",
        "0.0.0.0, ::1",
        "0.0.0.0, 0.0.0.0",
        "::, 127.0.0.1",
        "localhost, 127.0.0.1"
    })
    void where_the_router_listens_nothing_is_sent(String listening, String address) {
        AddressPolicy policy = new AddressPolicy("none", "", OwnAddress.of(listening, 8080));

        assertThatThrownBy(() -> policy.check(address, 8080, InetAddress.getByName(address)))
                .isInstanceOfSatisfying(DeliveryException.class, own -> {
                    assertThat(own.rest()).isEqualTo(Verdict.PARKED);
                    assertThat(own.reason().code()).isEqualTo("own_address");
                });
        assertThatCode(() -> policy.check(address, 8081, InetAddress.getByName(address)))
                .doesNotThrowAnyException();
    }

    @Test
    void every_address_of_this_machine_is_the_router_s_where_it_listens_on_all() throws SocketException {
        AddressPolicy policy = new AddressPolicy("none", "", OwnAddress.of("0.0.0.0", 8080));

        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .forEach(address -> assertThatThrownBy(() -> policy.check("here", 8080, address))
                        .isInstanceOf(DeliveryException.class));
        assertThatCode(() -> policy.check("other", 8080, InetAddress.getByName("203.0.113.9")))
                .doesNotThrowAnyException();
        AddressPolicy loopback = new AddressPolicy("none", "", OwnAddress.of("127.0.0.1", 8080));
        assertThatCode(() -> loopback.check("other", 8080, InetAddress.getByName("127.0.0.2")))
                .doesNotThrowAnyException();
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

    @ParameterizedTest
    @ValueSource(strings = {"syslog", "syslog+udp", "syslog+tls"})
    void a_syslog_sink_never_sends_to_a_refused_address(String scheme) {
        try (CalledSink sink = CalledSink.of("siem-syslog-cef-sink", Map.of("url", scheme + "://169.254.169.254:80"))) {
            Exception failure = sink.send(Samples.batch("policy-deny", 1)).getException();

            DeliveryException said = new Judge(Clock.systemUTC()).judge(failure);
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("address_refused");
        }
    }

    private static AddressPolicy allowing(String allowed) {
        return new AddressPolicy("", allowed, OwnAddress.NONE);
    }

    private static void assertNotAllowed(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOfSatisfying(DeliveryException.class, refused -> {
            assertThat(refused.rest()).isEqualTo(Verdict.PARKED);
            assertThat(refused.reason().code()).isEqualTo("address_not_allowed");
        });
    }

    /** All addresses of a name that no operator knows. */
    private static void check(AddressPolicy policy, String... addresses)
            throws DeliveryException, UnknownHostException {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        policy.check("some.test", 443, all);
    }
}
