package routes.journal.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routes.event.Amount;
import routes.journal.segment.KeyRing;

/** The command {@code journal verify}: checks a journal and says in words what it found. */
public final class JournalVerify {

    private final KeyRing keys;
    private final PrintStream out;

    /** @param keys those the journal was signed with; none without */
    public JournalVerify(KeyRing keys, PrintStream out) {
        this.keys = keys;
        this.out = out;
    }

    /**
     * @param dataFolder the data folder, not its {@code audit}
     * @param headFile lines of {@code journal head} that were kept elsewhere
     * @return 0 where all that is there is as it was written, 1 where something is not, 2 where there is nothing to check
     * @throws IllegalArgumentException where the file holds no heads
     */
    public int run(Path dataFolder, Optional<Path> headFile) throws IOException {
        Path folder = dataFolder.resolve("audit");
        if (!Files.isDirectory(folder)) {
            out.println("no journal at " + folder + ": expected the data folder, set by SIEM_DATA_DIR");
            return 2;
        }
        HeadCheck heads = new HeadCheck(headFile.isEmpty() ? List.of() : heads(headFile.get()), keys);
        Verification result = Verifier.verify(folder, keys, heads);
        List<String> faults = heads.faults(result.end());
        tell(result);
        result.findings().forEach(out::println);
        faults.forEach(fault -> out.println("HEAD: " + fault));
        headFile.ifPresent(file -> tell(heads));
        boolean isSound = result.isSound() && faults.isEmpty();
        out.println(isSound ? sound(result) : unsound(result));
        return isSound ? 0 : 1;
    }

    private static List<JournalHead> heads(Path file) throws IOException {
        List<JournalHead> heads = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                try {
                    heads.add(JournalHead.parse(line));
                } catch (IllegalArgumentException other) {
                    throw new IllegalArgumentException(file + " line " + number + ": " + other.getMessage(), other);
                }
            }
        }
        if (heads.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty: expected lines as `journal head` prints them");
        }
        return heads;
    }

    private void tell(Verification result) {
        out.println(String.join(
                ", ",
                Amount.of(result.segments(), "segment"),
                Amount.of(result.groups(), "group"),
                Amount.of(result.lines(), "line"),
                Amount.of(result.bytes(), "byte")));
        if (result.recoveredGroups() > 0) {
            out.println(Amount.of(result.recoveredGroups(), "group was", "groups were")
                    + " found without index at a start, as after a crash, and signed as found");
        }
        if (result.unindexedBytes() > 0) {
            out.println("not checked: " + Amount.of(result.unindexedBytes(), "byte")
                    + (result.isSound()
                            ? " behind the last group, being written or torn by a crash"
                            : " of the newest segment, because of what is found below"));
        }
    }

    private void tell(HeadCheck heads) {
        out.println(Amount.of(
                heads.found(), "head is where the journal says it was", "heads are where the journal says they were"));
        if (heads.older() > 0) {
            out.println("not checked: " + Amount.of(heads.older(), "head")
                    + " of what was deleted by retention, or indexed anew after a crash");
        }
    }

    private static String unsound(Verification result) {
        if (result.lacksTypes()) {
            return "NOT KNOWN: all is as it was written, but some lines are of event types that this release does not know, see above";
        }
        return result.lacksKey()
                ? "NOT CHECKED: the journal" + SignedBefore.WHAT_TO_DO
                : "NOT SOUND: see above; the first line of each segment that is not as it was written";
    }

    private String sound(Verification result) {
        if (keys.isEmpty()) {
            return "sound: checksums match; without a key (SIEM_JOURNAL_HMAC_KEY) this shows accidents, not intent";
        }
        String unless = result.recoveredGroups() == 0
                ? ""
                : ", but for "
                        + Amount.of(result.recoveredGroups(), "group found without index", "groups found without index")
                        + ", of which the key says nothing before that start";
        return "sound: nobody without the key changed, removed or swapped lines between the first and the last group here"
                + unless
                + "; what is missing before the first leaves no trace in the files, nor after the last but by a head that was kept";
    }
}
