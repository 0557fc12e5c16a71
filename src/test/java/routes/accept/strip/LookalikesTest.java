package routes.accept.strip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of look-alikes is made from ICU, which is too large to ship; {@code -Dregenerate=true} writes it again. */
class LookalikesTest {

    private static final Path TABLE = Path.of("src/main/resources/names/lookalikes.txt");
    private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();
    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKDInstance();
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final VersionInfo JAVA_17 = VersionInfo.getInstance(13);
    private static final Pattern LETTER = Pattern.compile(
            "(?:.* )?LATIN (?:LETTER )?(?:SMALL |CAPITAL )+(?:LETTER )?(?:CAPITAL )?([A-Z])(?: WITH .*| \\w+)?"
                    + "|REGIONAL INDICATOR SYMBOL LETTER ([A-Z])|LATIN SMALL LETTER (K)RA");

    @Test
    void the_table_is_what_unicode_says() throws IOException {
        Map<String, StringBuilder> byReading = new TreeMap<>();
        for (int character = 0x80; character <= Character.MAX_CODE_POINT; character++) {
            if (isCandidate(character)) {
                String reading = reading(character, 3);
                if (!reading.isEmpty()) {
                    byReading
                            .computeIfAbsent(reading, any -> new StringBuilder())
                            .appendCodePoint(character);
                }
            }
        }
        StringBuilder table = new StringBuilder(
                """
                # Characters that look like Latin letters and digits, after what they look like. Made by LookalikesTest from Unicode %s.
                # Derived from the Unicode Character Database and UTS #39, Copyright 1991-2025 Unicode, Inc., Unicode License v3,
                # https://www.unicode.org/license.txt
                """
                        .formatted(UCharacter.getUnicodeVersion()));
        byReading.forEach((reading, characters) ->
                table.append(reading).append('\t').append(characters).append('\n'));
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(TABLE, table);
        }

        assertThat(Files.readString(TABLE)).isEqualTo(table.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "сontent,content",
        "cοntеnt,content",
        "СОΝТЕΝТ,CONTENT",
        "ｃｏｎｔｅｎｔ,content",
        "𝐜𝑜𝓃𝔱𝕖𝗇𝚝,content",
        "ᴄᴏɴᴛᴇɴᴛ,content",
        "ⓒⓞⓝⓣⓔⓝⓣ,content",
        "🄲🅲,CC",
        "🇨🇻🇻,CVV",
        "paſſword,password",
        "ﬁeld,field",
        "ѕесrет,secret",
        "tøkęn,token",
        "ꟲookie,Cookie",
        "ꟴuery,Query",
        "𐞥uery,query",
        "toĸen,token",
        "ͨontent,content",
        "conteᷠt,content",
        "ᷙata,data",
        "ᷣesponse,response",
        "内容,内容"
    })
    void a_name_is_read_as_the_latin_letters_it_looks_like(String name, String read) {
        assertThat(new String(read(name.getBytes(UTF_8)), UTF_8).replaceAll("[^\\w\\p{L}]|_", ""))
                .isEqualToIgnoringCase(read);
    }

    private static byte[] read(byte[] name) {
        return Lookalikes.read(name, 0, name.length);
    }

    /** What decomposes into Latin letters needs no line where Java 17 knows it; of marks those that are letters need one. */
    private static boolean isCandidate(int character) {
        int type = UCharacter.getType(character);
        return UCharacter.isDefined(character)
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && (!isMark(character) || isCombinedLetter(character))
                && !UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                && (UCharacter.getAge(character).compareTo(JAVA_17) > 0
                        || plain(Character.toString(character), character, 0).isEmpty());
    }

    private static boolean isCombinedLetter(int character) {
        return String.valueOf(UCharacter.getName(character)).startsWith("COMBINING LATIN ");
    }

    /** The letter that a combining one is: of U+0363, COMBINING LATIN SMALL LETTER A, the letter a. */
    private static OptionalInt combined(int character) {
        int letter = isCombinedLetter(character)
                ? UCharacter.getCharFromName(UCharacter.getName(character)
                        .substring("COMBINING ".length())
                        .replaceFirst(" (BELOW|ABOVE)$", ""))
                : -1;
        return letter < 0 ? OptionalInt.empty() : OptionalInt.of(letter);
    }

    private static boolean isMark(int character) {
        return (1 << UCharacter.getType(character) & 0b111_000_000) != 0;
    }

    /** In letters and digits of ASCII; empty for a character that looks like none. */
    private static String reading(int character, int tries) {
        OptionalInt combined = combined(character);
        if (combined.isPresent()) {
            int letter = combined.getAsInt();
            return letter < 0x80 ? Character.toString(letter) : reading(letter, tries);
        }
        String text = Character.toString(character);
        for (String candidate : new String[] {CONFUSABLES.getSkeleton(text), FOLDED.normalize(text)}) {
            String plain = plain(candidate, character, tries);
            if (!plain.isEmpty()) {
                return plain;
            }
        }
        Matcher letter = LETTER.matcher(String.valueOf(UCharacter.getName(character)));
        if (letter.matches()) {
            String found = Stream.of(1, 2, 3)
                    .map(letter::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            return UCharacter.isUpperCase(character) ? found : found.toLowerCase(Locale.ROOT);
        }
        int capital = UCharacter.toUpperCase(character);
        return capital == character ? "" : reading(capital, tries).toLowerCase(Locale.ROOT);
    }

    /** Each character of a candidate is looked at again: the skeleton of Cyrillic te is a small capital T. */
    private static String plain(String candidate, int character, int tries) {
        StringBuilder plain = new StringBuilder();
        for (int part : COMPATIBLE.normalize(candidate).codePoints().toArray()) {
            if (part < 0x80 && Character.isLetterOrDigit(part)) {
                plain.appendCodePoint(part);
            } else if (!isMark(part)) {
                String again = part < 0x80 || part == character || tries == 0 ? "" : reading(part, tries - 1);
                if (again.isEmpty()) {
                    return "";
                }
                plain.append(again);
            }
        }
        return plain.toString();
    }
}
