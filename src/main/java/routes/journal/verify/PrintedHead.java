package routes.journal.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import routes.journal.segment.KeyRing;

/** The command {@code journal head}: prints how far the journal has come, in one line to be kept elsewhere. */
public final class PrintedHead {

    private PrintedHead() {}

    /**
     * @param dataFolder the data folder, not its {@code audit}
     * @param out takes heads and nothing else: people add it to a file of them
     * @return 0; 1 where the journal is signed and no key is here, as such a head proves nothing; 2 where there is no journal
     */
    public static int print(Path dataFolder, KeyRing keys, PrintStream out, PrintStream err) throws IOException {
        Path folder = dataFolder.resolve("audit");
        if (keys.isEmpty() && SignedBefore.isSigned(folder)) {
            err.println("siem-router: the journal in " + folder + SignedBefore.WHAT_TO_DO + ". No head was printed.");
            return 1;
        }
        Optional<JournalHead> head = Files.isDirectory(folder) ? JournalHead.read(folder, keys) : Optional.empty();
        head.map(JournalHead::line)
                .ifPresentOrElse(
                        out::println,
                        () -> err.println("siem-router: no journal at " + folder
                                + ": expected the data folder, set by SIEM_DATA_DIR"));
        return head.isPresent() ? 0 : 2;
    }
}
