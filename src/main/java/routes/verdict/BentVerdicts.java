package routes.verdict;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What replies mean at a destination that means something else by them than the common table has it:
 *
 * <pre>404=again, 409=delivered</pre>
 *
 * <p>A reply is named by its status, 300 to 599, or by a code of the destination's own. It is bent where it spoke of the request as a
 * whole; what it said of events one by one stands. A 2xx, a failure of TLS and what was never answered cannot be named; a code of the
 * destination's own counts whatever the status beside it.
 */
public final class BentVerdicts {

    public static final BentVerdicts NONE = new BentVerdicts(Map.of());

    private static final Pattern STATUS = Pattern.compile("[345][0-9]{2}");

    /** By the code of a {@link Reason}. */
    private final Map<String, Verdict> byCode;

    private BentVerdicts(Map<String, Verdict> byCode) {
        this.byCode = byCode;
    }

    /**
     * @param text blank for none
     * @param own some of the codes that the destination has itself, such as {@code hec_6}: others with their beginning can be named too
     * @throws IllegalArgumentException that names the entry with which something is wrong
     */
    public static BentVerdicts parse(String text, Collection<String> own) {
        Map<String, Verdict> byCode = new LinkedHashMap<>();
        for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] sides = entry.strip().split("\\s*=\\s*", -1);
            Verdict verdict = sides.length == 2 ? verdict(sides[1]) : null;
            if (verdict == null) {
                throw wrong(entry, "a status or code, =, and delivered, again, parked or refused, as in 404=again");
            }
            if (byCode.put(code(entry, sides[0], own), verdict) != null) {
                throw wrong(entry, "each status and code once");
            }
        }
        return new BentVerdicts(byCode);
    }

    /**
     * @param leftOut what the sink left out of the request by itself; it stays refused where the rest was delivered
     * @return the same, where nothing is bent
     */
    public DeliveryException bend(DeliveryException said, Optional<DeliveryException> leftOut) {
        Verdict verdict = byCode.get(said.reason().code());
        if (verdict == null || said.settledSome() || said.rest() == verdict) {
            return said;
        }
        Reason reason = bent(said.reason(), verdict);
        return switch (verdict) {
            case DELIVERED -> leftOut.orElseGet(() -> DeliveryException.of(verdict, reason));
            case AGAIN -> DeliveryException.again(reason, said.retryAfter().orElse(null));
            case PARKED, REFUSED -> DeliveryException.of(verdict, reason);
        };
    }

    /** The remedy was for what it meant before. */
    private static Reason bent(Reason said, Verdict verdict) {
        String name = said.code().startsWith("http_") ? said.code().substring("http_".length()) : said.code();
        String remedy = "verdicts says " + name + "=" + verdict.name().toLowerCase(Locale.ROOT)
                + " for this reply; take that out where it is not meant.";
        return new Reason(said.code(), said.detail(), remedy, said.reply());
    }

    private static Verdict verdict(String word) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(null);
    }

    private static String code(String entry, String name, Collection<String> own) {
        if (STATUS.matcher(name).matches()) {
            return "http_" + name;
        }
        boolean isOwn = own.stream()
                .map(code -> code.replaceFirst("[0-9]+$", ""))
                .anyMatch(
                        beginning -> beginning.endsWith("_") && name.matches(Pattern.quote(beginning) + "[0-9]{1,4}"));
        if (!isOwn) {
            throw wrong(
                    entry,
                    "a status from 300 to 599" + (own.isEmpty() ? "" : " or one of the destination's own codes")
                            + " before the =; what a 2xx means cannot be changed");
        }
        return name;
    }

    private static IllegalArgumentException wrong(String entry, String expected) {
        return new IllegalArgumentException("verdicts: \"" + entry.strip() + "\": expected " + expected + ".");
    }
}
