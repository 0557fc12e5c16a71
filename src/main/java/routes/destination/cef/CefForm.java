package routes.destination.cef;

/** What is made of a field's value, and of which values nothing is. */
enum CefForm {
    /** A text. */
    TEXT,
    /** A text that is longer than {@code externalId} takes. */
    LONGER,
    /** A text; the pair is there, and empty, where there is none. */
    EMPTY,
    /** A text where the setting {@code srcMode} wants it, see {@link CefSource}. */
    SOURCE,
    /** A text that is an IPv4 address. */
    IPV4,
    /** A number, without an exponent. */
    DECIMAL,
    /** A whole number from 0 to what fits the key's type. */
    WHOLE,
    /** The texts of an array, or of one member of its objects, with commas between. */
    LIST,
    /** A time of RFC 3339, in milliseconds since 1970. */
    TIME,
    /** A text, the texts of an array, a number or a truth. */
    ANY;

    /** Characters of the longest text in the standard, that of {@code cs1} to {@code cs6}. */
    private static final long LONGEST = 4000;

    /**
     * Reads what a table says of the most a key takes: characters of a text, or the largest whole number; - where there is no such
     * thing.
     *
     * @throws IllegalArgumentException where it is none
     */
    long limit(String text) {
        boolean isUnlimited = this == DECIMAL || this == TIME;
        long most = this == WHOLE ? Long.MAX_VALUE : LONGEST;
        if (isUnlimited ? text.equals("-") : text.matches("[1-9][0-9]{0,18}")) {
            // nineteen digits are at most twice the largest, and wrap around to less than nothing
            long limit = isUnlimited ? 0 : Long.parseUnsignedLong(text);
            if (limit >= 0 && limit <= most) {
                return limit;
            }
        }
        throw new IllegalArgumentException("limit " + text + ": expected "
                + (isUnlimited ? "-, for a decimal or a time has none" : "a whole number from 1 to " + most));
    }
}
