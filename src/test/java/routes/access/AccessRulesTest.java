package routes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.access.caller.Role;

class AccessRulesTest {

    @Test
    void what_nobody_named_a_role_for_needs_an_admin() {
        assertThat(needed(new AccessRules(""), "GET", "/")).contains(Role.ADMIN);
        assertThat(needed(new AccessRules("GET /status viewer"), "POST", "/status"))
                .contains(Role.ADMIN);
        assertThat(needed(new AccessRules("GET /status viewer"), "GET", "/STATUS"))
                .contains(Role.ADMIN);
    }

    @ParameterizedTest
    @CsvSource({
        "/hooks/*, /hooks",
        "/hooks/*, /hooks/",
        "/hooks/*, /hooks/a/b",
        "/hooks*, /hooks2",
        "/{name}, /anything",
        "/a/{b}/c, /a/x.y/c",
        "/a/{b}.json, /a/x.json",
        "/plain, /plain/",
        "/plain/, /plain"
    })
    void a_path_is_matched_as_the_server_matches_it(String pattern, String path) {
        assertThat(needed(new AccessRules("* " + pattern + " viewer"), "GET", path))
                .contains(Role.VIEWER);
    }

    @ParameterizedTest
    @CsvSource({
        "/hooks/*, /hooks2",
        "/{name}, /a/b",
        "/{name}, /",
        "/a/{b}/c, /a/c",
        "/a/{b}/c, /a/b/b/c",
        "/a.b, /aXb",
        "/plain, /plain//",
        "/plain, /plain/x"
    })
    void and_no_other(String pattern, String path) {
        assertThat(needed(new AccessRules("* " + pattern + " viewer"), "GET", path))
                .contains(Role.ADMIN);
    }

    @Test
    void the_first_that_matches_decides_and_settings_come_before_routes() {
        AccessRules rules = new AccessRules("GET,HEAD /a viewer; POST /b anyone");
        rules.add(AccessRule.of(Set.of("GET"), "/{x}", Optional.of(Role.OPERATOR)));
        long second = rules.add(AccessRule.of(Set.of("GET"), "/c", Optional.empty()));

        assertThat(needed(rules, "GET", "/a")).contains(Role.VIEWER);
        assertThat(needed(rules, "POST", "/b")).isEmpty();
        assertThat(needed(rules, "GET", "/c")).contains(Role.OPERATOR);
        rules.withdraw(second - 1);
        assertThat(needed(rules, "GET", "/c")).isEmpty();
        rules.withdraw(second);
        assertThat(needed(rules, "GET", "/c")).contains(Role.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a", "GET a viewer", "GET /a root", "/a viewer", "GET /a viewer POST /b viewer"})
    void a_rule_that_cannot_be_read_is_named(String text) {
        assertThatThrownBy(() -> new AccessRules(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("siem.access.rules: ");
    }

    @Test
    void who_reads_metrics_is_somebody_that_reads() {
        for (String reader : new String[] {"viewer", "operator", "admin", "anyone"}) {
            AccessRules.requireReader("siem.metrics.role", reader);
        }
        for (String other : new String[] {"producer", "everybody", ""}) {
            assertThatThrownBy(() -> AccessRules.requireReader("siem.metrics.role", other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "siem.metrics.role = " + other
                                    + ": expected viewer, operator, admin or anyone; a producer reads nothing. Correct the setting.");
        }
    }

    private static Optional<Role> needed(AccessRules rules, String method, String path) {
        return rules.of(method, path).needed();
    }
}
