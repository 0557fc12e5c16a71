package routes.accept.strip;

import routes.accept.rule.Arrival;
import routes.accept.rule.FamilyRules;
import routes.accept.rule.KnownName;
import routes.accept.rule.Rejection;
import routes.accept.rule.Rules;
import routes.event.Family;
import routes.event.json.Removal;
import routes.event.json.Shape;
import routes.event.json.Tape;

/**
 * Strips events of one family: at any depth and in arrays, members with a {@link ForbiddenNames forbidden name} and strings in
 * which JSON has one ({@link EmbeddedNames}); where the family is closed, whatever is not listed as well.
 */
final class FamilyStrip {

    private final ForbiddenNames forbidden;
    private final EmbeddedNames embedded;
    private final Rules rules;
    private final boolean closed;
    private final ClosedSchema schema;

    FamilyStrip(FieldPolicy fields, Family family) {
        forbidden = fields.forbidden(family);
        embedded = new EmbeddedNames(forbidden);
        rules = FamilyRules.of(family);
        closed = fields.isClosed(family);
        schema = new ClosedSchema(rules, fields.also(family));
    }

    void apply(Tape tape, Arrival event) {
        boolean opened = strip(tape, event.root(), rules);
        if (opened) {
            rejectWithoutRequired(tape, event);
        }
        if (closed) {
            schema.close(tape, event.root());
        }
    }

    /**
     * What is inside a removed member is not looked at. Says whether text went because of what was in it. Calls itself once a level of
     * nesting, so at most as often as {@link routes.event.json.Limits#depth} says.
     *
     * @param documented the fields of this container
     */
    private boolean strip(Tape tape, int container, Rules documented) {
        boolean opened = false;
        int end = tape.next(container);
        for (int i = tape.inside(container); i < end; i = tape.next(i)) {
            if (tape.isRemoved(i)) {
                continue;
            }
            int name = tape.name(i);
            if (name != Tape.NAMELESS && forbidden.contains(tape, i, documented.documents(name))) {
                tape.remove(i, Removal.FORBIDDEN);
            } else if (tape.shape(i) == Shape.STRING) {
                if (embedded.isIn(tape, i)) {
                    tape.remove(i, Removal.EMBEDDED);
                    opened = true;
                }
            } else if (tape.next(i) > tape.inside(i)) {
                opened |= strip(tape, i, inside(documented, name));
            }
        }
        return opened;
    }

    /** Elements of a documented array are where it is. */
    private static Rules inside(Rules documented, int name) {
        if (name == Tape.NAMELESS) {
            return documented;
        }
        return documented.documents(name) ? documented.inside(name) : Rules.NONE;
    }

    /** A field that the event must have can be text: an id that holds JSON is none. */
    private void rejectWithoutRequired(Tape tape, Arrival event) {
        int end = tape.next(event.root());
        for (int i = tape.inside(event.root()); i < end; i = tape.next(i)) {
            int name = tape.name(i);
            if (tape.isRemoved(i) && rules.documents(name) && rules.requires(KnownName.of(name))) {
                event.reject(Rejection.MALFORMED_FIELD, "/" + KnownName.of(name).text());
                return;
            }
        }
    }
}
