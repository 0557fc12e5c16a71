package routes.accept.rule;

import routes.event.json.Tape;

/** What is required of a documented field's value. */
@FunctionalInterface
interface Check {

    /**
     * Whether the value is as documented. A check of an array or object may mark parts of it as removed and pass it.
     *
     * @param value the value's entry
     */
    boolean passes(Tape tape, int value);

    /** What is documented of the members of such an object, or of the objects in such an array. */
    default Rules members() {
        return Rules.NONE;
    }
}
