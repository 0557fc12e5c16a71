package routes.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.access.caller.Role;

/**
 * Which role some requests need.
 *
 * @param methods in upper case; empty: all
 * @param text of the path, as in a route file: {@code {name}} stands for one segment, a {@code *} at the end for whatever follows
 * @param path the same as an expression
 * @param needed empty: none, not even a token
 */
record AccessRule(Set<String> methods, String text, Pattern path, Optional<Role> needed) {

    /** What stands for no role at all. */
    static final String ANYONE = "anyone";

    private static final Pattern PLACE = Pattern.compile("\\{[^/}]+}");

    static AccessRule of(Set<String> methods, String path, Optional<Role> needed) {
        return new AccessRule(methods, path, pattern(path), needed);
    }

    /**
     * Reads {@code GET,HEAD /hooks/* viewer}.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    static AccessRule parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        if (words.length != 3 || !words[0].matches("[A-Za-z,*]+") || !words[1].startsWith("/")) {
            throw new IllegalArgumentException("rule '" + text.strip()
                    + "': expected a method, a path and a role, such as" + " 'POST /hooks/* producer'");
        }
        Set<String> methods = words[0].equals("*")
                ? Set.of()
                : Set.of(words[0].toUpperCase(Locale.ROOT).split(","));
        return of(methods, words[1], role(words[2]));
    }

    /** @throws IllegalArgumentException where it is neither a role nor anyone */
    static Optional<Role> role(String word) {
        Optional<Role> role = Role.of(word);
        if (role.isEmpty() && !word.equals(ANYONE)) {
            throw new IllegalArgumentException(
                    "role " + word + ": expected producer, viewer, operator, admin or anyone");
        }
        return role;
    }

    /** One slash at the end makes no other path, neither here nor at the server. */
    boolean matches(String method, String requested) {
        boolean hasSlash = requested.length() > 1 && requested.endsWith("/");
        String plain = hasSlash ? requested.substring(0, requested.length() - 1) : requested;
        return (methods.isEmpty() || methods.contains(method))
                && (path.matcher(plain).matches()
                        || (hasSlash && path.matcher(requested).matches()));
    }

    private static Pattern pattern(String path) {
        boolean isPrefix = path.endsWith("*");
        String fixed = isPrefix ? path.substring(0, path.length() - 1) : path;
        boolean isFolder = isPrefix && fixed.length() > 1 && fixed.endsWith("/");
        String plain = isFolder || (!isPrefix && fixed.length() > 1 && fixed.endsWith("/"))
                ? fixed.substring(0, fixed.length() - 1)
                : fixed;
        StringBuilder pattern = new StringBuilder();
        Matcher place = PLACE.matcher(plain);
        int from = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(plain.substring(from, place.start()))).append("[^/]+");
            from = place.end();
        }
        pattern.append(Pattern.quote(plain.substring(from)));
        if (isPrefix) {
            pattern.append(isFolder ? "(/.*)?" : ".*");
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
