package routes;

import java.nio.charset.StandardCharsets;

/** What people with the roles of {@link TokensFile#ofEachRole} can do to an integration, once each; every text of theirs is a canary. */
final class EveryAct {

    private EveryAct() {}

    /** From a change to the end of it; what changes nothing, an empty change and a second pause, is no act. */
    static void on(RouterProcess router, String id) {
        call(router, "admin", "PATCH", "/" + id, "{\"min_severity\":\"high\"}");
        call(router, "admin", "PATCH", "/" + id, "{\"token\":\"canary-secret-two\"}");
        call(router, "admin", "PATCH", "/" + id, "{}");
        call(router, "operator", "POST", "/" + id + "/pause", "");
        call(router, "operator", "POST", "/" + id + "/pause", "");
        call(router, "operator", "POST", "/" + id + "/resume", "");
        call(router, "operator", "POST", "/" + id + "/retry-now", "");
        call(router, "operator", "POST", "/" + id + "/test", "");
        call(router, "operator", "POST", "/" + id + "/replays", "{\"since\":\"2026-01-01T00:00:00Z\"}");
        call(router, "operator", "GET", "/" + id + "/dead-letters/export", "");
        call(router, "operator", "POST", "/" + id + "/dead-letters/redrive", "{\"reason\":\"canary-reason\"}");
        call(router, "operator", "DELETE", "/" + id + "/dead-letters?id=canary-event", "");
        call(router, "viewer", "DELETE", "/" + id, "");
        call(router, "admin", "DELETE", "/" + id + "?discard_pending=true", "");
    }

    /** @param path behind that of all integrations */
    static String call(RouterProcess router, String role, String method, String path, String body) {
        return router.api()
                .send(
                        method,
                        RouterApi.INTEGRATIONS + path,
                        body.getBytes(StandardCharsets.UTF_8),
                        "Authorization",
                        "Bearer " + TokensFile.token(role))
                .body();
    }
}
