package routes.event;

/** A number with what it counts, as people say it: 1 event, 2 events. */
public final class Amount {

    private Amount() {}

    /** @param one of them, a noun to which an s is added for more */
    public static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    /** For what has another plural, or a verb behind it: {@code of(n, "head is", "heads are")}. */
    public static String of(long number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }
}
