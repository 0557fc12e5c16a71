package routes.accept;

import java.nio.charset.StandardCharsets;
import java.util.List;
import routes.accept.rule.Arrival;
import routes.accept.rule.KnownName;
import routes.event.EventType;
import routes.event.Family;
import routes.event.Kind;
import routes.event.json.Shape;
import routes.event.json.Tape;
import routes.event.json.Words;

/**
 * What one request's audit records say, counted: each record by action and decision, and by action, category and where it went, a
 * record of two categories once in each. Only words that are listed here are told apart, so that no record can add a series.
 */
public final class AuditTally {

    static final List<String> ACTIONS =
            EventType.of(Family.AUDIT).stream().map(EventType::word).toList();
    /** {@code decision.action}, else {@code suggested_action}. */
    static final List<String> DECISIONS = List.of("allow", "redact", "block", "internal_only", "other", "none");

    static final List<String> CATEGORIES = List.of("pii", "secret", "ops_sensitive", "export_control", "other", "none");
    /** {@code blocked} whatever the target; else {@code external} by the beginning of {@code decision.target}. */
    static final List<String> ROUTED = List.of("external", "elsewhere", "blocked", "none");

    private static final Words DECISION_WORDS = known(DECISIONS);
    private static final Words CATEGORY_WORDS = known(CATEGORIES);
    private static final int DECIDED_BLOCK = DECISIONS.indexOf("block");
    private static final byte[] EXTERNAL = "external:".getBytes(StandardCharsets.US_ASCII);

    private final int[] decided = new int[ACTIONS.size() * DECISIONS.size()];
    private final int[] categorized = new int[ACTIONS.size() * CATEGORIES.size() * ROUTED.size()];

    /** All but {@code other} and {@code none}. */
    private static Words known(List<String> words) {
        return new Words(words.subList(0, words.size() - 2));
    }

    static int decided(int action, int decision) {
        return action * DECISIONS.size() + decision;
    }

    static int categorized(int action, int category, int routed) {
        return (action * CATEGORIES.size() + category) * ROUTED.size() + routed;
    }

    int[] decided() {
        return decided;
    }

    int[] categorized() {
        return categorized;
    }

    void add(Tape tape, Arrival event) {
        int root = event.root();
        int action = ACTIONS.indexOf(Kind.type(event.kind()).word());
        int decision = word(tape, Classification.decision(tape, root), DECISION_WORDS, DECISIONS);
        decided[decided(action, decision)]++;
        int routed = decision == DECIDED_BLOCK ? ROUTED.indexOf("blocked") : target(tape, root);
        for (int left = categories(tape, root); left != 0; left &= left - 1) {
            categorized[categorized(action, Integer.numberOfTrailingZeros(left), routed)]++;
        }
    }

    private static int target(Tape tape, int root) {
        int decision = tape.member(root, KnownName.DECISION.index());
        int target = decision >= 0 && tape.shape(decision) == Shape.OBJECT
                ? tape.member(decision, KnownName.TARGET.index())
                : -1;
        if (target < 0 || tape.shape(target) != Shape.STRING) {
            return ROUTED.indexOf("none");
        }
        return ROUTED.indexOf(TypeFinder.beginsWith(EXTERNAL, tape, target) ? "external" : "elsewhere");
    }

    /** The set of a record's categories, as bits of their places in the list. */
    private static int categories(Tape tape, int root) {
        int none = 1 << (CATEGORIES.size() - 1);
        int list = tape.member(root, KnownName.CATEGORIES.index());
        if (list < 0 || tape.shape(list) != Shape.ARRAY) {
            return none;
        }
        int found = 0;
        int end = tape.next(list);
        for (int i = tape.inside(list); i < end; i = tape.next(i)) {
            if (!tape.isRemoved(i) && tape.shape(i) == Shape.OBJECT) {
                found |= 1 << word(tape, tape.member(i, KnownName.TYPE.index()), CATEGORY_WORDS, CATEGORIES);
            }
        }
        return found == 0 ? none : found;
    }

    private static int word(Tape tape, int value, Words known, List<String> all) {
        if (value < 0 || tape.shape(value) != Shape.STRING) {
            return all.size() - 1;
        }
        int word = TypeFinder.index(known, tape, value);
        return word == Words.ABSENT ? all.size() - 2 : word;
    }
}
