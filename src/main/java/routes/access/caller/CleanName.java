package routes.access.caller;

/** A name that somebody else chose, such as a subject, fit for a line of the log and for an answer. */
public final class CleanName {

    private CleanName() {}

    /** Control and format characters become question marks; what is longer is cut. */
    public static String of(String text, int mostCharacters) {
        return text.substring(0, Math.min(text.length(), mostCharacters)).replaceAll("\\p{C}", "?");
    }
}
