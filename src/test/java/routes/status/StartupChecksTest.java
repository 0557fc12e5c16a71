package routes.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartupChecksTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.8.8.8", ""})
    void a_loopback_address_needs_no_token(String host) {
        assertThat(refusals(Map.of("SIEM_HTTP_HOST", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{env:SIEM_API_TOKEN}}", "${env:SIEM_API_TOKEN}", "logs/$${sys:user.name}"})
    void a_path_that_is_given_on_to_others_holds_nothing_they_would_look_up(String path) {
        assertThat(refusals(Map.of("SIEM_LOG_FILE", path, "SIEM_KAMELETS_DIR", path)))
                .hasSize(2)
                .allSatisfy(refusal ->
                        assertThat(refusal).contains("expected a path").doesNotContain(path));
    }

    @Test
    void any_other_address_needs_one() {
        assertThat(refusals(Map.of("SIEM_HTTP_HOST", "0.0.0.0")))
                .singleElement()
                .asString()
                .contains("SIEM_HTTP_HOST = 0.0.0.0", "SIEM_API_TOKEN");
        assertThat(refusals(Map.of("SIEM_HTTP_HOST", "0.0.0.0", "SIEM_API_TOKEN", " ")))
                .hasSize(1);
        assertThat(refusals(Map.of("SIEM_HTTP_HOST", "0.0.0.0", "SIEM_API_TOKEN", "0123456789abcdef")))
                .isEmpty();
    }

    @Test
    void a_token_that_can_be_guessed_opens_no_other_address_than_loopback() {
        assertThat(refusals(Map.of("SIEM_HTTP_HOST", "0.0.0.0", "SIEM_API_TOKEN", "0123456789abcde")))
                .singleElement()
                .asString()
                .contains("SIEM_HTTP_HOST = 0.0.0.0", "SIEM_API_TOKEN", "16 characters")
                .doesNotContain("0123456789");
        assertThat(refusals(Map.of("SIEM_HTTP_HOST", "127.0.0.1", "SIEM_API_TOKEN", "short")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536", "80 80", "99999999999"})
    void a_port_is_a_number_there_is(String port) {
        assertThat(refusals(Map.of("SIEM_HTTP_PORT", port)))
                .singleElement()
                .asString()
                .contains("SIEM_HTTP_PORT = " + port, "from 0");
    }

    @Test
    void a_port_that_another_process_has_is_refused() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            assertThat(refusals(Map.of("SIEM_HTTP_PORT", port)))
                    .singleElement()
                    .asString()
                    .contains("SIEM_HTTP_PORT = " + port, "SIEM_HTTP_HOST = 127.0.0.1", "choose another port");
        }
    }

    @Test
    void the_data_folder_is_made_and_left_empty_or_the_start_refused() throws IOException {
        Path data = folder.resolve("new/data");
        assertThat(refusals(Map.of("SIEM_DATA_DIR", data.toString()))).isEmpty();
        assertThat(data).isEmptyDirectory();

        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThat(refusals(Map.of("SIEM_DATA_DIR", file.toString())))
                .singleElement()
                .asString()
                .contains("SIEM_DATA_DIR", "a folder this process may write to");
    }

    @Test
    void a_folder_in_the_data_folder_that_takes_no_file_ends_the_start_too() throws IOException {
        Files.createSymbolicLink(folder.resolve("audit"), Path.of("/proc"));

        assertThat(refusals(Map.of("SIEM_DATA_DIR", folder.toString())))
                .singleElement()
                .asString()
                .contains("SIEM_DATA_DIR", "audit");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertThat(refusals(Map.of("SIEM_HTTP_HOST", "0.0.0.0", "SIEM_HTTP_PORT", "x")))
                .hasSize(2);
    }

    @Test
    void a_misspelt_variable_is_named_with_what_was_meant_and_without_its_value() {
        List<String> warnings = new StartupChecks(
                        Map.of("SIEM_API_TOKN", "s3cret", "SIEM_API_TOKEN", "s", "SIEM_OF_ANOTHER_TOOL", "1"),
                        settings())
                .warnings();

        assertThat(warnings).singleElement().asString().contains("SIEM_API_TOKN", "Did you mean SIEM_API_TOKEN?");
        assertThat(warnings.toString()).doesNotContain("s3cret");
    }

    private List<String> refusals(Map<String, String> environment) {
        Map<String, String> complete = new HashMap<>(environment);
        complete.putIfAbsent("SIEM_DATA_DIR", folder.toString());
        complete.putIfAbsent("SIEM_HTTP_PORT", "0");
        return new StartupChecks(complete, settings()).refusals();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("siem.http.token", "{{env:SIEM_API_TOKEN:}}");
        settings.setProperty("camel.server.port", "{{env:SIEM_HTTP_PORT:8080}}");
        return settings;
    }
}
