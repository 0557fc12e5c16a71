package routes.event.json;

/** How many members and elements were left out, for each reason. */
public final class RemovedCounts {

    private final int[] byCode = new int[Removal.COUNT];
    /** Of those that were not as documented, by the name's place in the dictionary; null while there is none. */
    private int[] invalid;

    public int of(Removal reason) {
        return byCode[reason.code()];
    }

    public int total() {
        int total = 0;
        for (int count : byCode) {
            total += count;
        }
        return total;
    }

    /** How many of that name were not as documented, or held elements that were not. */
    public int invalid(int name) {
        return invalid == null ? 0 : invalid[name];
    }

    void add(Removal reason, int name) {
        byCode[reason.code()]++;
        if (reason == Removal.INVALID) {
            invalid = invalid == null ? new int[Tape.UNKNOWN + 1] : invalid;
            invalid[name]++;
        }
    }
}
