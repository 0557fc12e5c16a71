package routes.integration;

import java.util.List;
import routes.event.Amount;
import routes.problem.Problem;
import routes.problem.ProblemException;

/** The problems this API answers with. */
public final class Problems {

    private Problems() {}

    public static ProblemException unknown() {
        return plain("not_found", "No integration has this id. GET the collection to see those there are.");
    }

    /** The detail quotes nothing of the request: it becomes part of an exception's message. */
    public static ProblemException invalid(Faults faults) {
        int count = faults.count();
        String listed = count > Faults.MOST ? "errors lists the first " + Faults.MOST + "." : "errors says what.";
        return new ProblemException(Problem.of(
                        "validation",
                        count + (count == 1 ? " thing is" : " things are") + " wrong with it and nothing was changed; "
                                + listed)
                .withErrors(faults.listed()));
    }

    /** Of a request that is not an integration. */
    public static ProblemException invalidRequest(String pointer, String code, String detail) {
        return new ProblemException(Problem.of("validation", "Nothing was done; errors says what is wrong.")
                .withErrors(List.of(new Problem.Fault(pointer, code, detail, ""))));
    }

    public static ProblemException notStarted(String id) {
        return plain("not_started", id + " could not be started; its remedy says why.");
    }

    /** Of one that delivered a moment ago. */
    public static ProblemException changing(String id) {
        return plain("changing", id + " was started anew in the same moment; send it again.");
    }

    public static ProblemException invalid(String pointer, String code, String detail, String suggestion) {
        Faults faults = new Faults();
        faults.add(() -> new Problem.Fault(pointer, code, detail, suggestion));
        return invalid(faults);
    }

    public static ProblemException changedMeanwhile(long version) {
        return plain(
                "version_mismatch",
                "If-Match does not name the current version, which is \"" + version + "\". Read it again.");
    }

    public static ProblemException managedElsewhere(Integration integration) {
        ManagedBy managed = integration.managedBy();
        return plain("managed_by_" + managed.text(), integration.id() + " " + managed.change());
    }

    /** Not configured any more by what it came from. */
    public static ProblemException vanished(Integration integration) {
        ManagedBy managed = integration.managedBy();
        return plain(
                "removed_from_" + managed.text(),
                integration.id() + " is kept only for its backlog and has no secrets. " + managed.restore()
                        + ", or delete it.");
    }

    public static ProblemException hasPending(String id, long pending, long deadLetters) {
        return plain(
                "has_pending",
                id + " has " + Amount.of(pending, "pending event") + " and " + Amount.of(deadLetters, "dead letter")
                        + ". Deliver them first, or"
                        + " delete with ?discard_pending=true.");
    }

    public static ProblemException backlogUnknown(String id) {
        return plain(
                "has_pending",
                id
                        + " could not be started since the router was, so it is not known what waits for it. Do what its remedy"
                        + " says first, or delete with ?discard_pending=true.");
    }

    public static ProblemException nameTaken(String id) {
        return plain(
                "name_taken",
                "The integration " + id + " has this name. Give another one, or change that integration.");
    }

    /** Of an Idempotency-Key. */
    public static ProblemException keyReused(String id) {
        return plain(
                "idempotency_key_reused",
                "The same Idempotency-Key made " + id
                        + ", and from another body, or it was changed since. Send another key.");
    }

    public static ProblemException nothingToMatch() {
        return plain("version_mismatch", "No integration has this id. Without If-Match, one is created under it.");
    }

    public static ProblemException paused(String id) {
        return plain("paused", id + " is paused. Resume it.");
    }

    public static ProblemException typeGone(String type) {
        return plain(
                "type_missing",
                "There is no Kamelet for the type " + type + ". Put it back into the folder of SIEM_KAMELETS_DIR.");
    }

    public static ProblemException testRunning(String id) {
        return plain(
                "test_running",
                "The connection of " + id + " is being tested by another request. Wait for its answer.");
    }

    public static ProblemException tooManyTests() {
        return plain(
                "too_many_tests",
                "As many connections are being tested as may be at a time. Send the request again in some seconds.");
    }

    public static ProblemException notRemoved(String id) {
        return plain(
                "not_removed",
                "The delivery of " + id + " could not be stopped for good; it goes on. Send the request again.");
    }

    public static ProblemException notStored() {
        return plain(
                "not_stored",
                "Nothing was changed. Check the space and the permissions of the data folder, then send it again.");
    }

    public static ProblemException plain(String code, String detail) {
        return new ProblemException(Problem.of(code, detail));
    }
}
