package routes.journal.segment;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The latest groups, kept in memory for subscriptions that are caught up. */
public final class Recent {

    /** What a group and its events cost besides their bytes. */
    private static final int GROUP_COST = 512;

    private static final int LINE_COST = 96;

    private final ConcurrentSkipListMap<Long, Group> groups = new ConcurrentSkipListMap<>();
    private final long mostBytes;
    private long bytes;

    public Recent(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Called by the committer's thread alone. */
    void add(Group group) {
        bytes += cost(group);
        groups.put(group.entry().position(), group);
        while (bytes > mostBytes && !groups.isEmpty()) {
            bytes -= cost(groups.pollFirstEntry().getValue());
        }
    }

    private static long cost(Group group) {
        return GROUP_COST
                + group.data().length
                + (long) LINE_COST * group.entry().count();
    }

    /** The group that holds this position, if it is still here. */
    Optional<Group> at(long position) {
        Map.Entry<Long, Group> found = groups.floorEntry(position);
        return found != null && position < found.getValue().entry().end()
                ? Optional.of(found.getValue())
                : Optional.empty();
    }
}
