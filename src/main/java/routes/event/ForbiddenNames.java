package routes.event;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import routes.event.json.Escapes;
import routes.event.json.Tape;
import routes.event.json.Words;

/**
 * Names of fields that may hold raw content. They are compared folded: lower case, and without whatever is neither a letter
 * nor a digit, so that {@code Matched-Text}, {@code matched_text} and {@code MATCHEDTEXT} are one name. Letters outside ASCII
 * are decomposed first (Unicode NFKD), so that full-width letters and letters with accents are what they look like.
 */
public final class ForbiddenNames {

    /** The names that application.properties documents. */
    public static final String DEFAULT = "value,values,default_value,old_value,new_value,raw_value,matched_value,"
            + "match,matches,matched,match_text,match_value,match_content,matched_text,matched_content,matched_string,matched_bytes,"
            + "raw,raw_text,raw_match,raw_payload,raw_content,raw_body,raw_data,raw_bytes,"
            + "content,contents,payload,payloads,body,snippet,snippets,excerpt,excerpts,sample,samples,"
            + "text,plaintext,plain_text,cleartext,clear_text,full_text,original,original_text,original_value,"
            + "original_content,prompt,prompts,completion,completions,input,output,tool_input,tool_output,tool_result,"
            + "arguments,request_body,response_body,request_payload,response_payload,context_before,context_after,"
            + "surrounding_text,secret,secrets,password,token,credential_value,ssn,card_number";

    private final Words ascii;
    private final Set<String> folded;
    private final int longest;
    private final long known;

    /**
     * @param commaList names in any spelling
     * @throws IllegalArgumentException where it names nothing, or forbids a field that events must have
     */
    public ForbiddenNames(String commaList) {
        folded = Arrays.stream(commaList.split(",", -1))
                .map(ForbiddenNames::fold)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (folded.isEmpty()) {
            throw new IllegalArgumentException(
                    "siem.accept.forbidden-names names nothing, and raw content would pass: expected names with commas between;"
                            + " leave it out for the usual ones");
        }
        ascii = new Words(List.copyOf(folded));
        longest = folded.stream()
                .mapToInt(name -> name.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
        long forbidden = 0;
        for (KnownName name : KnownName.values()) {
            if (folded.contains(fold(name.text()))) {
                forbidden |= name.bit();
            }
        }
        known = forbidden;
        requireNoNeededField();
    }

    /** Whether this member's name is one of them. */
    boolean contains(Tape tape, int member) {
        int name = tape.name(member);
        if (name != Tape.UNKNOWN) {
            return (known & 1L << name) != 0;
        }
        int from = tape.nameFrom(member) + 1;
        int to = tape.nameTo(member) - 1;
        if (tape.isNameEscaped(member)) {
            byte[] decoded = Escapes.decode(tape.json(), from, to);
            return contains(decoded, 0, decoded.length);
        }
        return contains(tape.json(), from, to);
    }

    private boolean contains(byte[] name, int from, int to) {
        byte[] letters = new byte[Math.min(longest, to - from)];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = name[i];
            if (b < 0) {
                return folded.contains(fold(new String(name, from, to - from, StandardCharsets.UTF_8)));
            }
            byte lower = b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
            if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
                if (length == letters.length) {
                    return false;
                }
                letters[length++] = lower;
            }
        }
        return ascii.find(letters, 0, length) != Words.ABSENT;
    }

    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void requireNoNeededField() {
        for (Family family : Family.values()) {
            for (KnownName name : KnownName.values()) {
                if ((known & name.bit()) != 0 && FamilyRules.of(family).requires(name)) {
                    throw new IllegalArgumentException("siem.accept.forbidden-names: " + name.text()
                            + " is a field that every event of the family "
                            + family.name().toLowerCase(Locale.ROOT)
                            + " must have; take it out of the list");
                }
            }
        }
    }
}
