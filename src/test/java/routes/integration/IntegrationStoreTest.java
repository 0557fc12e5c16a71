package routes.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntegrationStoreTest {

    private static final String SECRET = "your-hec-token";

    @TempDir
    private Path folder;

    private Path file;
    private final Integration integration = Integration.create(
            "splunk_hec-1",
            ManagedBy.API,
            Draft.of(Fixtures.type("splunk_hec"), Fixtures.json(Fixtures.SPLUNK)),
            Instant.parse("2026-11-22T06:00:00Z"));

    @BeforeEach
    void name() {
        file = folder.resolve("integrations.json");
    }

    @Test
    void what_was_saved_is_loaded() throws IOException {
        plain().save(List.of(integration));

        assertThat(plain().load()).containsExactly(integration);
    }

    @Test
    void a_new_first_key_encrypts_the_file_anew_at_the_next_load_so_that_the_old_one_can_go() throws IOException {
        new IntegrationStore(file, List.of("the old key")).save(List.of(integration));

        assertThat(new IntegrationStore(file, List.of("the new key", "the old key")).load())
                .containsExactly(integration);

        assertThat(Files.readString(file)).contains("AES-256-GCM").doesNotContain(SECRET);
        assertThat(new IntegrationStore(file, List.of("the new key")).load()).containsExactly(integration);
        assertThatThrownBy(() -> new IntegrationStore(file, List.of("the old key")).load())
                .hasMessageContaining("does not open with SIEM_INTEGRATIONS_KEY");
    }

    @Test
    void no_file_is_no_integrations() throws IOException {
        assertThat(plain().load()).isEmpty();
    }

    @Test
    void only_the_owner_may_read_the_file_even_over_an_open_one_left_behind() throws IOException {
        Files.writeString(folder.resolve("integrations.json.new"), "left by a crash");
        plain().save(List.of(integration));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_restored_file_that_others_may_read_is_closed_to_them_at_load() throws IOException {
        plain().save(List.of(integration));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(plain().load()).containsExactly(integration);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_plain_file_is_sealed_once_there_is_a_key_and_opens_with_it() throws IOException {
        plain().save(List.of(integration));

        assertThat(sealed("correct horse").load()).containsExactly(integration);

        assertThat(Files.readString(file)).contains("AES-256-GCM").doesNotContain(SECRET, "your-splunk");
        assertThat(sealed("correct horse").load()).containsExactly(integration);
    }

    @Test
    void another_key_is_refused_and_the_file_left_alone() throws IOException {
        sealed("correct horse").save(List.of(integration));
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> sealed("battery staple").load())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SIEM_INTEGRATIONS_KEY");
        assertThatThrownBy(() -> plain().load()).hasMessageContaining("is encrypted");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_changed_byte_of_a_sealed_file_is_found() throws IOException {
        sealed("correct horse").save(List.of(integration));
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"iterations\":600000", "\"iterations\":600001"));

        assertThatThrownBy(() -> sealed("correct horse").load()).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_damaged_file_is_refused_without_quoting_it_and_left_alone() throws IOException {
        plain().save(List.of(integration));
        String whole = Files.readString(file);
        for (String damaged :
                List.of("", "[]", whole.substring(0, whole.length() - 1), whole.replace("created_at", "x"))) {
            Files.writeString(file, damaged);

            assertThatThrownBy(() -> plain().load())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Nothing was changed")
                    .hasMessageNotContaining(SECRET)
                    .hasNoCause();
            assertThat(Files.readString(file)).isEqualTo(damaged);
        }
    }

    private IntegrationStore plain() {
        return new IntegrationStore(file, List.of());
    }

    private IntegrationStore sealed(String passphrase) {
        return new IntegrationStore(file, List.of(passphrase));
    }
}
