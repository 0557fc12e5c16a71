package routes.destination;

/** Settings that were left blank: Camel hands a Kamelet's parameter that is not set as an empty text. */
public final class Blank {

    private Blank() {}

    /** What is set, or otherwise the default. */
    public static String or(String set, String otherwise) {
        return set == null || set.isBlank() ? otherwise : set;
    }
}
