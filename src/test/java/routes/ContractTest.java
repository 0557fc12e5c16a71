package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.access.caller.Role;
import routes.openapi.ApiCall;
import routes.openapi.ApiDocument;

/** That the document is held against answers, and against the routes of files. */
class ContractTest {

    private static final String NOT_FOUND =
            "{'type':'/problems/not_found','title':'t','status':404,'code':'not_found','detail':'d'}";

    @Test
    void what_the_document_names_is_let_through() {
        assertThatCode(() -> {
                    check("GET", "/api/v1/integrations/siem/a", 404, "application/problem+json", NOT_FOUND);
                    check("GET", "/health/live", 200, "application/json", "{'status':'up'}");
                    check("HEAD", "/health/live", 200, "application/json", "");
                    check("GET", "/of/somebody/else", 299, "", "anything");
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "GET, /health/live, 204, application/json, \"\"",
                "GET, /health/live, 200, text/plain, up",
                "GET, /health/live, 200, application/json, {'status':'sideways'}",
                "GET, /health/live, 200, application/json, \"{'status':'up','more':1}\"",
                "GET, /health/live, 200, application/json, {",
                "HEAD, /health/live, 200, application/json, {'status':'up'}",
                "DELETE, /health/live, 200, application/json, {'status':'up'}",
                "GET, /health/sideways, 200, application/json, {'status':'up'}",
                "DELETE, /api/v1/integrations/siem/a, 204, \"\", gone",
                "GET, /api/v1/integrations/siem/a, 409, application/problem+json, {}",
                "GET, /api/v1/integrations/siem/a/dead-letters/export, 200, application/x-ndjson, {'position':1}"
            })
    void what_it_does_not_name_is_told(String method, String path, int status, String type, String body) {
        assertThatThrownBy(() -> check(method, path, status, type, body)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_problem_has_a_code_that_the_document_names_for_its_status() {
        String other = NOT_FOUND.replace("not_found", "paused");
        assertThatThrownBy(() -> check("GET", "/api/v1/integrations/siem/a", 404, "application/problem+json", other))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void what_a_file_has_a_route_for_stands_in_the_document_as_the_file_says_it() {
        Map<String, String> documented = new TreeMap<>();
        for (ApiCall call : calls()) {
            documented.put(call.id(), call.methods() + " " + call.path() + " role-" + call.role());
        }
        Map<String, String> routed = new TreeMap<>();
        RouteFile.below(Path.of("src/main/resources/routes")).stream()
                .flatMap(file -> file.all("route").stream())
                .filter(route -> route.at("/from/uri").asText().startsWith("platform-http:"))
                .forEach(route -> routed.put(
                        route.path("id").asText(),
                        route.at("/from/parameters/httpMethodRestrict").asText() + " "
                                + route.at("/from/uri").asText().substring("platform-http:".length()) + " "
                                + route.path("routePolicy").asText()));

        assertThat(routed).isNotEmpty();
        assertThat(documented).containsAllEntriesOf(routed);
    }

    @Test
    void each_call_has_an_id_of_its_own_and_a_role_and_fixed_paths_come_first() {
        List<ApiCall> calls = calls();

        assertThat(calls).extracting(ApiCall::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z-]+"));
        assertThat(calls)
                .extracting(ApiCall::role)
                .allMatch(role -> Role.of(role).isPresent() || role.equals("anyone"));
        assertThat(calls).extracting(call -> call.path().contains("{")).isSorted();
    }

    private static List<ApiCall> calls() {
        return ApiDocument.read(role -> role.startsWith("{{") ? "anyone" : role).calls();
    }

    private static void check(String method, String path, int status, String type, String body) {
        Contract.check(method, path, status, type, body.replace('\'', '"'));
    }
}
