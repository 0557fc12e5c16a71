package routes.value;

import java.util.regex.Pattern;

/**
 * The texts that Camel may get as they are, wherever a Kamelet puts them: in an address, an expression, a bean's property. None
 * of their characters has a meaning there; a plus sign, for one, is a space in an address.
 */
public final class HarmlessText {

    public static final String CHARACTERS = "letters A to Z, digits, spaces and . _ / : , @ ~ -";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9 ._/:,@~-]*");

    private HarmlessText() {}

    /** A text that looks like a handle of {@link Values} is not harmless. */
    public static boolean is(String text) {
        return HARMLESS.matcher(text).matches() && !text.startsWith(Values.HANDLE);
    }
}
