package routes.access.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.access.caller.Role;

class RolesClaimTest {

    private static final Map<String, Set<Role>> MAPPING = Map.of(
            "siem-admins", Set.of(Role.ADMIN), "soc", Set.of(Role.VIEWER), "SOC of Berlin", Set.of(Role.OPERATOR));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x siem-admins",
                "siem-admins x",
                " siem-admins",
                "siem-admins\n",
                "siem-admins,x",
                "SIEM-ADMINS",
                ""
            })
    void a_text_that_only_holds_a_role_s_name_is_not_that_role(String text) {
        assertThat(roles("roles", text)).isEmpty();
    }

    @Test
    void a_text_is_one_value_and_a_list_is_several() {
        assertThat(roles("roles", "siem-admins")).containsExactly(Role.ADMIN);
        assertThat(roles("roles", "SOC of Berlin")).containsExactly(Role.OPERATOR);
        assertThat(roles("roles", List.of("soc", "siem-admins", "other")))
                .containsExactlyInAnyOrder(Role.VIEWER, Role.ADMIN);
        assertThat(roles("roles", List.of("x siem-admins"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "scp"})
    void scopes_are_values_with_spaces_between(String claim) {
        assertThat(roles(claim, "openid soc siem-admins")).containsExactlyInAnyOrder(Role.VIEWER, Role.ADMIN);
        assertThat(roles(claim, "openid\tsoc")).isEmpty();
    }

    @Test
    void a_claim_inside_another_is_no_scope_for_its_last_name() {
        Map<String, Object> claims = Map.of("resource", Map.of("scope", "x siem-admins"));

        assertThat(new RolesClaim("resource.scope", MAPPING).of(claims)).isEmpty();
    }

    private static Set<Role> roles(String claim, Object value) {
        return new RolesClaim(claim, MAPPING).of(Map.of(claim, value));
    }
}
