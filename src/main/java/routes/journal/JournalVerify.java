package routes.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command {@code journal verify}: checks a journal and says in words what it found. */
public final class JournalVerify {

    private JournalVerify() {}

    /**
     * @param dataFolder the data folder, not its {@code audit}
     * @param key the key the journal is signed with; empty without one
     * @return 0 where all that is there is as it was written, 1 where something is not, 2 where there is nothing to check
     */
    public static int run(Path dataFolder, byte[] key, PrintStream out) throws IOException {
        Path folder = dataFolder.resolve("audit");
        if (!Files.isDirectory(folder)) {
            out.println("no journal at " + folder + ": expected the data folder, set by SIEM_DATA_DIR");
            return 2;
        }
        Verification result = Verifier.verify(folder, key);
        out.printf(
                "%d segments, %d groups, %d lines, %d bytes%n",
                result.segments(), result.groups(), result.lines(), result.bytes());
        if (result.recoveredGroups() > 0) {
            out.println(result.recoveredGroups()
                    + " groups were found without index at a start, as after a crash, and signed as they were found");
        }
        if (result.unindexedBytes() > 0) {
            out.println(result.unindexedBytes()
                    + (result.isSound()
                            ? " bytes behind the last group are not checked: being written, or torn by a crash"
                            : " bytes of the newest segment are not checked, because of what is found below"));
        }
        result.findings().forEach(out::println);
        out.println(conclusion(result, key.length > 0));
        return result.isSound() ? 0 : 1;
    }

    private static String conclusion(Verification result, boolean keyed) {
        if (!result.isSound()) {
            return "NOT SOUND: see above; the first line of each segment that is not as it was written";
        }
        if (!keyed) {
            return "sound: checksums match; without a key (SIEM_JOURNAL_HMAC_KEY) this shows accidents, not intent";
        }
        String unless = result.recoveredGroups() == 0
                ? ""
                : ", but for those " + result.recoveredGroups()
                        + " groups, of which the key says nothing before that start";
        return "sound: nobody without the key changed, removed or swapped lines between the first and the last group here"
                + unless + "; what is missing before the first or after the last leaves no trace in the files";
    }
}
