package routes.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherServersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAMEL_SERVER_HOST",
                "CAMEL_SERVER_ENABLED",
                "camel_server_port",
                "CAMEL_MANAGEMENT_ENABLED",
                "camel.server.host",
                "Camel.Management.Port",
                "camel.main.server.enabled"
            })
    void a_server_of_camel_s_own_is_refused_by_name(String name) {
        assertThat(OtherServers.refusals(List.of("PATH", name)))
                .singleElement()
                .asString()
                .contains(name, "SIEM_HTTP_HOST", "leave " + name + " out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CAMEL_MAIN_NAME", "SIEM_HTTP_HOST", "CAMEL_COMPONENT_HTTP_CONNECT_TIMEOUT", "CAMEL_SERVERLESS"})
    void what_starts_none_is_let_alone(String name) {
        assertThat(OtherServers.refusals(List.of(name))).isEmpty();
    }

    @Test
    void each_is_named() {
        assertThat(OtherServers.refusals(List.of("CAMEL_SERVER_PORT", "CAMEL_SERVER_HOST")))
                .hasSize(2);
    }
}
