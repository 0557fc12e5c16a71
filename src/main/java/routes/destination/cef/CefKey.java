package routes.destination.cef;

import java.nio.charset.StandardCharsets;

/**
 * A key of the CEF dictionary, with its label where it is a custom slot.
 *
 * @param before what stands before the value: {@code " act="} or {@code " cs1Label=DriftScore cs1="}
 * @param most characters of a text (code points, before escaping), or the largest whole number
 */
record CefKey(String name, String label, byte[] before, long most) {

    /** @param label an empty text where it has none */
    static CefKey of(String name, String label, long most) {
        String pair = " " + name + "=";
        String named = label.isEmpty() ? "" : " " + name + "Label=" + label;
        return new CefKey(name, label, ascii(named + pair), most);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
