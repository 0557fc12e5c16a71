package routes.accept.rule;

import java.util.Arrays;
import routes.event.json.Removal;
import routes.event.json.Shape;
import routes.event.json.Tape;

/** The documented fields of an object and what is required of each; a family's table, or that of an object inside an event. */
public final class Rules implements Check {

    /** Nothing is documented. */
    public static final Rules NONE = new Rules();

    private final Check[] checks = new Check[KnownName.COUNT];
    private long required;

    /** The object is rejected without this field, or with one that does not pass. */
    Rules require(KnownName name, Check check) {
        required |= name.bit();
        return allow(name, check);
    }

    /** Null, or a value that passes; anything else is removed. */
    Rules allow(KnownName name, Check check) {
        checks[name.index()] = check;
        return this;
    }

    /** The same check for several optional fields. */
    Rules allow(Check check, KnownName... names) {
        Arrays.stream(names).forEach(name -> allow(name, check));
        return this;
    }

    public boolean documents(int name) {
        return name < checks.length && checks[name] != null;
    }

    /** What is documented of the members of a documented field. */
    public Rules inside(int name) {
        return checks[name].members();
    }

    @Override
    public Rules members() {
        return this;
    }

    public boolean requires(KnownName name) {
        return (required & name.bit()) != 0;
    }

    /** For an object without required fields, inside an event. */
    @Override
    public boolean passes(Tape tape, int value) {
        return tape.shape(value) == Shape.OBJECT && check(tape, value) >= 0;
    }

    /** Rejects the event where a required field is missing or malformed, and marks optional ones that are not as documented. */
    public void apply(Tape tape, Arrival event) {
        long present = check(tape, event.root());
        if (present < 0) {
            event.reject(
                    Rejection.MALFORMED_FIELD,
                    "/" + KnownName.of((int) ~present).text());
        } else if ((required & ~present) != 0) {
            int first = Long.numberOfTrailingZeros(required & ~present);
            event.reject(Rejection.MISSING_FIELD, "/" + KnownName.of(first).text());
        }
    }

    /** The documented fields that are there, one bit each; where a required one is malformed, its index with all bits turned. */
    private long check(Tape tape, int object) {
        long present = 0;
        int end = tape.next(object);
        for (int i = tape.inside(object); i < end; i = tape.next(i)) {
            int name = tape.name(i);
            if (!documents(name)) {
                continue;
            }
            long bit = 1L << name;
            present |= bit;
            boolean isRequired = (required & bit) != 0;
            boolean isNull = tape.shape(i) == Shape.NULL;
            if (isNull ? isRequired : !checks[name].passes(tape, i)) {
                if (isRequired) {
                    return ~name;
                }
                tape.remove(i, Removal.INVALID);
            }
        }
        return present;
    }
}
