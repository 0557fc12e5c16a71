package routes.accept;

import com.ibm.icu.text.SpoofChecker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import routes.accept.rule.KnownName;
import routes.accept.strip.DefaultNames;
import routes.event.json.Words;

/**
 * Writes forbidden names so that a machine does not know them at once and a person still does: other separators and cases, parts
 * of longer names, look-alikes by Unicode's own data, invisible characters and accents.
 */
public final class Disguise {

    /** Names that are forbidden in every family. */
    public static final List<String> NAMES = Arrays.stream(DefaultNames.FORBIDDEN.split(",", -1))
            .filter(name -> name.indexOf(':') < 0)
            .toList();

    private static final String[] INVISIBLE = {
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u034f",
        "\ufe0f",
        "\u3164",
        "\u115f",
        "\u180e",
        "\u202e",
        "\udb40\udc61"
    };
    private static final String[] BEFORE = {"details.", "a/", "list[0].", "x-", "my ", "2", "req_", "$.", "@", "内"};
    private static final String[] AFTER = {"2", "_v1", "-1", ".de", "/0", "[]", " ", "容", "_id", "Type", "_hash"};
    private static final String[] BETWEEN = {"_", "-", ".", " ", "", "/", "__", "\u2010", "\u00b7"};
    /** What looks like each letter of ASCII, by itself. */
    private static final Map<Character, List<String>> LOOKALIKES = lookalikes();

    private final Random random;

    public Disguise(Random random) {
        this.random = random;
    }

    /** A name that holds a forbidden one, and is not a documented one. */
    public String name() {
        String name = disguised();
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return KnownName.DICTIONARY.find(text, 0, text.length) == Words.ABSENT ? name : name();
    }

    private String disguised() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        name = name.replace("_", one(BETWEEN));
        name = switch (random.nextInt(5)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
            case 2 -> eachLetter(name, letter -> random.nextBoolean() ? letter : letter.toUpperCase(Locale.ROOT));
            default -> name;
        };
        name = switch (random.nextInt(6)) {
            case 0 -> eachLetter(name, this::lookalike);
            case 1 -> eachLetter(name, letter -> random.nextInt(4) == 0 ? letter + one(INVISIBLE) : letter);
            case 2 -> eachLetter(name, letter -> random.nextInt(4) == 0 ? letter + "\u0301" : letter);
            case 3 -> random.nextBoolean() ? name.replace('l', '1').replace('o', '0') : name.replace("m", "rn");
            default -> name;
        };
        // what is joined without a separator joins a small letter
        String before = random.nextInt(3) == 0 ? one(BEFORE) : "";
        boolean separate = Character.isLowerCase(name.codePointBefore(name.length()));
        String after = random.nextInt(3) > 0 ? "" : separate ? one(AFTER) : "_" + one(AFTER);
        return before + name + after;
    }

    private String lookalike(String letter) {
        List<String> choice = LOOKALIKES.getOrDefault(letter.charAt(0), List.of(letter));
        return random.nextBoolean() ? letter : choice.get(random.nextInt(choice.size()));
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private static String eachLetter(String name, UnaryOperator<String> change) {
        StringBuilder changed = new StringBuilder();
        name.chars()
                .forEach(c -> changed.append(
                        Character.isLetter(c) ? change.apply(Character.toString(c)) : Character.toString(c)));
        return changed.toString();
    }

    private static Map<Character, List<String>> lookalikes() {
        SpoofChecker checker = new SpoofChecker.Builder().build();
        Map<String, Character> skeletons = new HashMap<>();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            skeletons.put(checker.getSkeleton(String.valueOf(letter)), letter);
            skeletons.put(checker.getSkeleton(String.valueOf(Character.toUpperCase(letter))), letter);
        }
        Map<Character, List<String>> found = new HashMap<>();
        for (int character = 0x80; character <= Character.MAX_CODE_POINT; character++) {
            if (Character.isLetter(character)) {
                String text = Character.toString(character);
                Character letter = skeletons.get(checker.getSkeleton(text));
                // these look like an f as well, and are read as the s that they are
                if (letter != null && character != 0x17f && character != 0x1e9d) {
                    found.computeIfAbsent(letter, any -> new ArrayList<>()).add(text);
                }
            }
        }
        return found;
    }
}
