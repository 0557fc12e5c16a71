package routes.verdict;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.event.Batch;
import routes.value.SinkParameters;

/**
 * The words of others, a reply's or an exception's message, as they may be told: without any word that stands in what was sent, for
 * whoever failed may quote it, without control characters, and cut to {@value #MOST} characters. What is left out shows as an ellipsis.
 *
 * <p>A word is letters, digits and underscores. It is left out where it stands in what was sent: as a word if it is shorter than four
 * characters, else anywhere, and with a digit where six characters in a row do. Words that tell nothing by themselves, such as
 * {@code the}, {@code null} and {@code invalid}, stay, but not alone. A word of more than 64 characters could be an encoding of anything and is left out as well.
 */
public final class CleanWords {

    static final int MOST = 200;

    /** So much of a text is looked at. */
    private static final int MOST_READ = 1_000;

    private static final int LONGEST_WORD = 64;
    private static final int SHORT = 4;
    private static final int RUN = 6;
    private static final String LEFT_OUT = "…";
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}\\s]+");
    /** What base64 has beside letters and digits goes with the word, and so does what stands between two that are left out. */
    private static final Pattern GAPS = Pattern.compile("[+/=]*…[+/=]*(?:[^\\p{L}\\p{M}\\p{N}]{0,4}…[+/=]*)*");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");
    private static final Set<String> EMPTY_WORDS = Set.of(
            "a", "an", "and", "as", "at", "be", "by", "for", "from", "in", "is", "it", "no", "not", "null", "of", "on",
            "or", "that", "the", "this", "to", "true", "false", "was", "with");
    /** What error messages are made of, and the names of fields with them: they tell nothing of what a field holds. */
    private static final Set<String> WORDS_OF_ERRORS = Set.of(
            "array",
            "body",
            "bytes",
            "cannot",
            "code",
            "data",
            "error",
            "errors",
            "event",
            "events",
            "expected",
            "field",
            "fields",
            "format",
            "found",
            "header",
            "id",
            "invalid",
            "json",
            "key",
            "message",
            "missing",
            "name",
            "number",
            "object",
            "payload",
            "reason",
            "request",
            "required",
            "size",
            "source",
            "string",
            "text",
            "time",
            "timestamp",
            "token",
            "type",
            "types",
            "unknown",
            "value",
            "values",
            "version");

    private final Supplier<List<String>> texts;
    /** Made with the first question: few failures have words. */
    private String sent;

    private CleanWords(Supplier<List<String>> texts) {
        this.texts = texts;
    }

    /** @param texts all that was sent: the request, its headers, what it was made of */
    public static CleanWords after(Supplier<List<String>> texts) {
        return new CleanWords(texts);
    }

    /** Where these events were sent, or were to be, by a sink with these parameters. */
    public static CleanWords after(Optional<Batch> events, SinkParameters parameters) {
        return new CleanWords(() -> {
            List<String> all = new ArrayList<>(parameters.all().values());
            events.ifPresent(batch -> batch.events().forEach(event -> all.add(event.json())));
            return all;
        });
    }

    /** Where nothing was sent yet but a sink with these parameters was made. */
    public static CleanWords of(SinkParameters parameters) {
        return new CleanWords(() -> List.copyOf(parameters.all().values()));
    }

    /** An empty text where nothing of it may be told. */
    public synchronized String clean(String text) {
        String whole = UNPRINTABLE
                .matcher(Normalizer.normalize(begin(text), Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip();
        String gaps = WORD.matcher(whole)
                .replaceAll(word -> isTold(word) ? Matcher.quoteReplacement(word.group()) : LEFT_OUT);
        String told = cut(GAPS.matcher(gaps).replaceAll(LEFT_OUT));
        boolean isWhole = !told.contains(LEFT_OUT);
        return WORD.matcher(told)
                        .results()
                        .anyMatch(word -> isWhole || !tellsNothing(word.group().toLowerCase(Locale.ROOT)))
                ? told
                : "";
    }

    /** Ends at the end of a word: the beginning of one is not recognised as what was sent. */
    private static String begin(String text) {
        if (text.length() <= MOST_READ) {
            return text;
        }
        int end = MOST_READ;
        while (end > 0 && WORD.matcher(text.substring(end - 1, end)).matches()) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST - 1)) + LEFT_OUT;
    }

    private boolean isTold(MatchResult found) {
        String word = found.group().toLowerCase(Locale.ROOT);
        if (tellsNothing(word)) {
            return true;
        }
        if (word.length() > LONGEST_WORD) {
            return false;
        }
        return word.length() < SHORT ? !isWordOf(word) : !sent().contains(word) && !hasRunOf(word);
    }

    private static boolean tellsNothing(String word) {
        return EMPTY_WORDS.contains(word) || WORDS_OF_ERRORS.contains(word);
    }

    private boolean isWordOf(String word) {
        String all = sent();
        for (int at = all.indexOf(word); at >= 0; at = all.indexOf(word, at + 1)) {
            if (isEdge(all, at - 1) && isEdge(all, at + word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEdge(String text, int at) {
        return at < 0
                || at >= text.length()
                || !WORD.matcher(text.substring(at, at + 1)).matches();
    }

    /** Ids, card numbers and keys are told by their digits, whatever is glued to them. */
    private boolean hasRunOf(String word) {
        for (int from = 0; from + RUN <= word.length(); from++) {
            String run = word.substring(from, from + RUN);
            if (run.chars().anyMatch(Character::isDigit) && sent().contains(run)) {
                return true;
            }
        }
        return false;
    }

    private String sent() {
        if (sent == null) {
            StringBuilder all = new StringBuilder();
            for (String text : texts.get()) {
                all.append(text).append('\n');
                if (text.indexOf('\\') >= 0) {
                    all.append(unescaped(text)).append('\n');
                }
            }
            sent = Normalizer.normalize(all, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        }
        return sent;
    }

    /** A peer that read JSON quotes it without its escapes. */
    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) != null
                                ? String.valueOf((char) Integer.parseInt(escape.group(1), 16))
                                : plain(escape.group(2))));
    }

    private static String plain(String escaped) {
        return "nrtbf".contains(escaped) ? " " : escaped;
    }
}
