package routes.accept.strip;

import routes.accept.rule.Rules;
import routes.event.json.Escapes;
import routes.event.json.Removal;
import routes.event.json.Tape;
import routes.event.json.Words;

/** Marks, at any depth, each member that is neither documented for its place nor one of the names that pass as well. */
final class ClosedSchema {

    private final Rules rules;
    private final Words also;

    ClosedSchema(Rules rules, Words also) {
        this.rules = rules;
        this.also = also;
    }

    void close(Tape tape, int root) {
        close(tape, root, rules);
    }

    /** Calls itself once a level of nesting, so at most as often as {@link routes.event.json.Limits#depth} says. */
    private void close(Tape tape, int container, Rules documented) {
        int end = tape.next(container);
        for (int i = tape.inside(container); i < end; i = tape.next(i)) {
            if (tape.isRemoved(i)) {
                continue;
            }
            int name = tape.name(i);
            if (name == Tape.NAMELESS) {
                close(tape, i, documented);
            } else if (documented.documents(name)) {
                close(tape, i, documented.inside(name));
            } else if (passes(tape, i)) {
                close(tape, i, Rules.NONE);
            } else {
                tape.remove(i, Removal.UNKNOWN);
            }
        }
    }

    private boolean passes(Tape tape, int member) {
        int from = tape.nameFrom(member) + 1;
        int to = tape.nameTo(member) - 1;
        if (tape.isNameEscaped(member)) {
            byte[] decoded = Escapes.decode(tape.json(), from, to);
            return also.find(decoded, 0, decoded.length) != Words.ABSENT;
        }
        return also.find(tape.json(), from, to) != Words.ABSENT;
    }
}
