package routes.integration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import routes.problem.Problem;

/**
 * What is wrong with one document: all of it is counted, the first {@value #MOST} are listed. A body of 1 MB can have
 * hundreds of thousands of faults, and listed they would be an answer of tens of MB.
 */
public final class Faults {

    static final int MOST = 100;

    private final List<Problem.Fault> listed = new ArrayList<>();
    private int count;

    /** @param fault is asked for only where it is listed */
    public void add(Supplier<Problem.Fault> fault) {
        count++;
        if (listed.size() < MOST) {
            listed.add(fault.get());
        }
    }

    public void addAll(Collection<Problem.Fault> faults) {
        faults.forEach(fault -> add(() -> fault));
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public int count() {
        return count;
    }

    public List<Problem.Fault> listed() {
        return List.copyOf(listed);
    }
}
