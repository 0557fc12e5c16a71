package routes.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.access.caller.Role;

class TokensFileTest {

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void an_entry_says_who_what_how_long_and_how_much() {
        List<Token> tokens = read(
                """
                # people write comments
                - {name: agents-eu, sha256: %s, roles: [producer], expires: 2027-06-30, events_per_second: 2000, tenant: acme}
                - name: proxy
                  certificate_subject: "CN=proxy, O=Example"
                  roles: producer,viewer
                  expires: 2027-06-30T12:00:00+02:00
                """
                        .formatted(HASH));

        assertThat(tokens).hasSize(2);
        Token agents = tokens.get(0);
        assertThat(agents.name()).isEqualTo("agents-eu");
        assertThat(agents.sha256()).contains(HASH);
        assertThat(agents.roles()).containsExactly(Role.PRODUCER);
        assertThat(agents.expires()).contains(Instant.parse("2027-07-01T00:00:00Z"));
        assertThat(agents.eventsPerSecond()).isEqualTo(OptionalLong.of(2000));
        assertThat(agents.tenant()).contains("acme");
        assertThat(tokens.get(1).tenant()).isEmpty();
        assertThat(tokens.get(1).subject()).contains(new X500Principal("cn=proxy,o=example"));
        assertThat(tokens.get(1).roles()).isEqualTo(Set.of(Role.PRODUCER, Role.VIEWER));
        assertThat(tokens.get(1).expires()).contains(Instant.parse("2027-06-30T10:00:00Z"));
    }

    @Test
    void an_empty_file_is_a_mistake_and_an_empty_list_is_not() {
        for (String text : new String[] {"", " \n", "# none yet\n", "---\n"}) {
            assertThatThrownBy(() -> read(text)).hasMessageContainingAll("it holds no entry", "[]");
        }
        assertThat(read("[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a}|it is not a list",
                "- a|entry 1: expected fields",
                "- {name: a, roles: [viewer]}|entry 1 (a): expected sha256 or certificate_subject",
                "- {name: a b, sha256: HASH, roles: [viewer]}|entry 1: name",
                "- {name: SIEM_API_TOKEN, sha256: HASH, roles: [viewer]}|name",
                "- {name: a, sha256: HASH}|entry 1 (a): roles",
                "- {name: a, sha256: HASH, roles: []}|roles",
                "- {name: a, sha256: HASH, roles: [root]}|roles",
                "- {name: a, sha256: canary-secret, roles: [viewer]}|entry 1 (a): sha256",
                "- {name: a, sha256: HASH, roles: [viewer], expires: soon}|entry 1 (a): expires",
                "- {name: a, sha256: HASH, roles: [viewer], events_per_second: 0}|events_per_second",
                "- {name: a, sha256: HASH, roles: [viewer], events_per_second: 1.5}|events_per_second",
                "- {name: a, sha256: HASH, roles: [producer], tenant: 007}|entry 1 (a): tenant",
                "- {name: a, sha256: HASH, roles: [producer], tenant: }|tenant",
                "- {name: a, sha256: HASH, roles: [producer], tenant: ''}|tenant",
                "- {name: a, sha256: HASH, roles: [producer], tenant: [acme]}|tenant",
                "- {name: a, sha256: HASH, roles: [producer], tenant: \"a\\tb\"}|tenant",
                "- {name: a, certificate_subject: canary-secret, roles: [viewer]}|certificate_subject",
                "- {name: a, sha256: HASH, roles: [viewer], siem_canary-secret-0123: 1}|entry 1, line 1: there is no field of that name",
                "- {name: a, name: b}|line",
                "- {name: a, sha256: canary-secret|line"
            })
    void what_is_wrong_is_named_and_no_value_is_shown(String text, String complaint) {
        assertThatThrownBy(() -> read(text.replace("HASH", HASH)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .message()
                .doesNotContain("canary-secret");
    }

    @Test
    void a_misspelt_field_is_named_with_its_line_and_those_there_are() {
        assertThatThrownBy(() -> read(
                        """
                        # whose token never ends, if nobody says so
                        - {name: a, sha256: %s, roles: [viewer]}
                        - name: b
                          sha256: %s
                          roles: [viewer]
                          expire: 2027-06-30
                        """
                                .formatted(HASH, HASH.replace('9', '8'))))
                .hasMessage(
                        "entry 2, line 6: there is no field 'expire': expected name, sha256, certificate_subject, roles,"
                                + " expires, events_per_second, tenant");
        assertThatThrownBy(() -> read("- {name: a, sha256: " + HASH + ", roles: {viewer: 1}, Roles: [viewer]}"))
                .hasMessageContaining("entry 1, line 1: there is no field 'Roles'");
    }

    @Test
    void two_entries_are_not_the_same() {
        String one = "- {name: a, sha256: " + HASH + ", roles: [viewer]}\n";
        assertThatThrownBy(() -> read(one + one)).hasMessage("entry 2: its name stands in an entry before it");
        assertThatThrownBy(() -> read(one + one.replace("name: a", "name: b")))
                .hasMessage("entry 2: its sha256 stands in an entry before it");
    }

    @Test
    void the_line_that_token_new_makes_is_taken_and_the_token_is_its() {
        NewToken command = new NewToken(Clock.fixed(Instant.parse("2026-11-29T10:00:00Z"), ZoneOffset.UTC));
        NewToken.Made made = command.make(List.of(
                "--name",
                "agents",
                "--roles",
                "producer,viewer",
                "--expires",
                "90d",
                "--events-per-second",
                "50",
                "--tenant",
                "Müller: \"007\""));
        Token token = read(made.line()).get(0);

        assertThat(made.secret()).matches("siem_[A-Za-z0-9_-]{43}");
        assertThat(Tokens.of(List.of(token)).ofSecret(made.secret())).contains(token);
        assertThat(token.name()).isEqualTo("agents");
        assertThat(token.roles()).containsExactly(Role.PRODUCER, Role.VIEWER);
        assertThat(token.expires()).contains(Instant.parse("2027-02-27T10:00:00Z"));
        assertThat(token.eventsPerSecond()).isEqualTo(OptionalLong.of(50));
        assertThat(token.tenant()).contains("Müller: \"007\"");
        assertThat(made.line()).doesNotContain(made.secret());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--roles viewer|--name",
                "--name a b --roles viewer|b",
                "--name a|--roles",
                "--name a --roles root|--roles",
                "--name a --roles viewer --expires yesterday|--expires",
                "--name a --roles viewer --expires 2020-01-01|--expires",
                "--name a --roles viewer --expires 0d|--expires",
                "--name a --roles viewer --events-per-second none|--events-per-second",
                "--name a --roles viewer --tenant \u200b|--tenant",
                "--name a --roles|--roles",
                "--nick a|--nick"
            })
    void a_command_that_is_wrong_is_told_what(String options, String complaint) {
        NewToken command = new NewToken(Clock.systemUTC());

        assertThatThrownBy(() -> command.make(List.of(options.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    private static List<Token> read(String text) {
        return TokensFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
