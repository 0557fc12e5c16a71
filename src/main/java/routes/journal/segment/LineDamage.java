package routes.journal.segment;

/** Tells what happened to a line that does not match its checksum, from what stands in its place and what was expected. */
public final class LineDamage {

    private LineDamage() {}

    /** @param bytes the group's bytes as they are now; {@code line} is the first that does not match */
    public static Finding.Kind tell(GroupEntry entry, int line, byte[] bytes) {
        int start = entry.start(line);
        int end = endOfLine(bytes, start);
        if (isLine(entry, line, bytes, end)) {
            return Finding.Kind.INSERTED;
        }
        for (int later = line + 1; later < entry.count(); later++) {
            if (isLine(entry, later, bytes, start)) {
                return standsLater(entry, line, bytes, end) ? Finding.Kind.SWAPPED : Finding.Kind.REMOVED;
            }
        }
        return Finding.Kind.CHANGED;
    }

    public static String sentence(Finding.Kind kind) {
        return switch (kind) {
            case INSERTED -> "a line that was never committed stands here";
            case SWAPPED -> "this line changed places with a later one";
            case REMOVED -> "the line that stood here was removed";
            default -> "this line is not what was committed";
        };
    }

    private static boolean standsLater(GroupEntry entry, int line, byte[] bytes, int from) {
        for (int start = from; start < bytes.length; start = endOfLine(bytes, start)) {
            if (isLine(entry, line, bytes, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLine(GroupEntry entry, int line, byte[] bytes, int start) {
        int length = entry.length(line);
        return start + length <= bytes.length && Checksum.of(bytes, start, length) == entry.checksums()[line];
    }

    private static int endOfLine(byte[] bytes, int start) {
        for (int at = start; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return bytes.length;
    }
}
