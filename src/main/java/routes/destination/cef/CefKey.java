package routes.destination.cef;

import java.nio.charset.StandardCharsets;

/**
 * A key of the CEF dictionary, with its label where it is a custom slot.
 *
 * @param before what stands before the value: {@code " act="} or {@code " cs1Label=DriftScore cs1="}
 * @param empty the pair without a value. Its label comes last, because a line must not end in an empty value
 * @param most characters of a value (code points, before escaping)
 */
record CefKey(byte[] before, byte[] empty, int most) {

    /** The dictionary's limit for {@code cs1} to {@code cs6}. */
    private static final int CUSTOM_STRING = 4000;

    static CefKey of(String key, int most) {
        return new CefKey(ascii(" " + key + "="), ascii(" " + key + "="), most);
    }

    static CefKey labelled(String key, String label) {
        return new CefKey(
                ascii(" " + key + "Label=" + label + " " + key + "="),
                ascii(" " + key + "= " + key + "Label=" + label),
                CUSTOM_STRING);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
