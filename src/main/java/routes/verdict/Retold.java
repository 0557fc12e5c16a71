package routes.verdict;

/**
 * A failure as the log may have it: its classes, its frames, and its messages as {@link CleanWords} leaves them. The failure itself is
 * never logged, for its messages may quote an event.
 */
public final class Retold extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 10;

    private final String said;

    private Retold(Throwable failure, CleanWords words, int depth) {
        super(
                null,
                failure.getCause() == null || depth == MOST_CAUSES
                        ? null
                        : new Retold(failure.getCause(), words, depth + 1));
        this.said = said(failure, words);
        setStackTrace(failure.getStackTrace());
    }

    public static Retold of(Throwable failure, CleanWords words) {
        return new Retold(failure, words, 0);
    }

    /** What the others are wrapped round. */
    public static Throwable innermost(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** Its class without the package, and its message. */
    public static String inShort(Throwable failure, CleanWords words) {
        String message = message(failure, words);
        String name = failure.getClass().getSimpleName();
        return message.isEmpty() ? name : name + ": " + message;
    }

    private static String said(Throwable failure, CleanWords words) {
        String message = message(failure, words);
        String name = failure.getClass().getName();
        return message.isEmpty() ? name : name + ": " + message;
    }

    private static String message(Throwable failure, CleanWords words) {
        String message = failure.getMessage();
        return message == null ? "" : words.clean(message);
    }

    /** The failure's own class: that it is retold is of no interest to who reads the log. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return said;
    }
}
