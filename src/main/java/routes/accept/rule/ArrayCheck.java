package routes.accept.rule;

import routes.event.json.Removal;
import routes.event.json.Shape;
import routes.event.json.Tape;

/** An array; elements that do not pass are removed from it. */
record ArrayCheck(Check element) implements Check {

    @Override
    public boolean passes(Tape tape, int value) {
        if (tape.shape(value) != Shape.ARRAY) {
            return false;
        }
        int end = tape.next(value);
        for (int i = tape.inside(value); i < end; i = tape.next(i)) {
            if (!element.passes(tape, i)) {
                tape.remove(i, Removal.INVALID);
            }
        }
        return true;
    }

    @Override
    public Rules members() {
        return element.members();
    }
}
