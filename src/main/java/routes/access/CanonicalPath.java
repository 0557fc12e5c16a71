package routes.access;

import java.util.regex.Pattern;

/**
 * One resource has one spelling. What could be read as another path than it looks like is refused, so that whoever decides by the path
 * and whoever serves it mean the same: empty and dotted segments, encoded letters, dots, slashes and backslashes, path parameters.
 */
final class CanonicalPath {

    /** After a percent sign: letters, digits, {@code -._~}, slash, backslash, semicolon, percent sign and control characters. */
    private static final Pattern HIDDEN = Pattern.compile(
            "%(?![0-9A-Fa-f]{2})|%(?:3[0-9]|4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa]|2[DdEeFf5]|5[CcFf]|7[EeFf]|3[Bb]|[01][0-9A-Fa-f])");

    private static final Pattern ODD = Pattern.compile("//|/\\.{1,2}(?:/|$)|[;\\\\\\x00-\\x20\\x7f]");

    private CanonicalPath() {}

    /** @param path of the request, as it was sent, without the query */
    static boolean isKept(String path) {
        return path != null
                && path.startsWith("/")
                && !ODD.matcher(path).find()
                && !HIDDEN.matcher(path).find();
    }
}
