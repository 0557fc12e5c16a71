package routes.access.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Finds a field of the tokens file that no entry has, by its line: a misspelt {@code expires} would mean a token without an end. */
final class FieldLines {

    /** What is no word is not shown: it may be the secret, written into the wrong place. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z_-]{1,24}");

    private final List<String> known;

    /** @param known names, as a complaint lists them */
    FieldLines(List<String> known) {
        this.known = known;
    }

    /**
     * Looks at each object of a list.
     *
     * @throws IllegalArgumentException on the first that is not known
     * @throws IOException where it cannot be parsed
     */
    void check(JsonParser list) throws IOException {
        if (list.nextToken() != JsonToken.START_ARRAY) {
            return;
        }
        for (int entry = 1; list.nextToken() != JsonToken.END_ARRAY; entry++) {
            if (list.currentToken() == JsonToken.START_OBJECT) {
                checkEntry(list, entry);
            } else {
                list.skipChildren();
            }
        }
    }

    private void checkEntry(JsonParser fields, int entry) throws IOException {
        while (fields.nextToken() == JsonToken.FIELD_NAME) {
            if (!known.contains(fields.currentName())) {
                throw new IllegalArgumentException("entry " + entry + ", line "
                        + fields.currentTokenLocation().getLineNr() + ": there is no field "
                        + shown(fields.currentName()) + ": expected " + String.join(", ", known));
            }
            fields.nextToken();
            fields.skipChildren();
        }
    }

    private static String shown(String name) {
        return WORD.matcher(name).matches() ? "'" + name + "'" : "of that name";
    }
}
