package routes.event;

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
        boolean opened = strip(tape, event.root());
        if (opened) {
            rejectWithoutRequired(tape, event);
        }
        if (closed) {
            schema.close(tape, event.root());
        }
    }

    /** What is inside a removed member is not looked at. Says whether text went because of what was in it. */
    private boolean strip(Tape tape, int root) {
        boolean opened = false;
        int end = tape.next(root);
        int i = tape.inside(root);
        while (i < end) {
            boolean goes = tape.isRemoved(i);
            if (!goes && tape.name(i) != Tape.NAMELESS && forbidden.contains(tape, i)) {
                tape.remove(i, Removal.FORBIDDEN);
                goes = true;
            } else if (!goes && tape.shape(i) == Shape.STRING && embedded.isIn(tape, i)) {
                tape.remove(i, Removal.EMBEDDED);
                opened = true;
            }
            i = goes ? tape.next(i) : tape.inside(i);
        }
        return opened;
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
