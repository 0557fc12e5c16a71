package routes.access;

import java.util.List;
import routes.access.caller.Role;
import routes.problem.Problem;

/** Why the gate refuses. */
final class GateProblems {

    /** The codes of what is refused for whom it comes from. */
    static final List<String> COUNTED = List.of(
            "cross_site", "forbidden", "issuer_unavailable", "quota_exceeded", "too_many_failures", "unauthorized");

    private GateProblems() {}

    static Problem oddPath() {
        return Problem.of(
                "malformed_path",
                "Write it without empty or dotted segments, semicolons, backslashes and encoded letters, dots or slashes.");
    }

    static Problem crossSite() {
        return Problem.of(
                "cross_site",
                "Send it from a program, or from a page of this server; a proxy in between must keep the header Host.");
    }

    static Problem forbidden(Role needed) {
        return Problem.of(
                        "forbidden",
                        "This method and path need the role " + needed.word()
                                + "; use a token that has it, or check the path: one that nobody named a role for needs admin.")
                .withHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + needed.word() + "\"");
    }

    static Problem tooManyFailures(long seconds) {
        return Problem.of(
                        "too_many_failures",
                        "Wait for the time in Retry-After, and use a token that is valid for what you do.")
                .withHeader("Retry-After", Long.toString(seconds));
    }

    static Problem quotaExceeded(long seconds) {
        return Problem.of(
                        "quota_exceeded",
                        "Nothing of the request was taken; send it again after the time in Retry-After.")
                .withHeader("Retry-After", Long.toString(seconds));
    }

    /** Which check it failed is in the log, and not for whoever tries one after the other. */
    static Problem badSignedToken() {
        return Callers.unauthorized("The signed token is not good for this router, or not any more.")
                .problem();
    }

    static Problem failed() {
        return Problem.of("internal_error", "This is a fault of the server; its log says where.");
    }
}
