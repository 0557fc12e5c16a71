package routes.event.json;

/** How many members and elements were left out, for each reason. */
public final class RemovedCounts {

    private final int[] byCode = new int[Removal.COUNT];

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

    void add(Removal reason) {
        byCode[reason.code()]++;
    }
}
