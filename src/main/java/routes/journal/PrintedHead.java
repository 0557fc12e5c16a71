package routes.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The command {@code journal head}: prints how far the journal has come, in one line to be kept elsewhere. */
public final class PrintedHead {

    private PrintedHead() {}

    /**
     * @param dataFolder the data folder, not its {@code audit}
     * @return 0, or 2 where there is no journal
     */
    public static int print(Path dataFolder, KeyRing keys, PrintStream out) throws IOException {
        Path folder = dataFolder.resolve("audit");
        Optional<JournalHead> head = Files.isDirectory(folder) ? JournalHead.read(folder, keys) : Optional.empty();
        out.println(head.map(JournalHead::line)
                .orElse("no journal at " + folder + ": expected the data folder, set by SIEM_DATA_DIR"));
        return head.isPresent() ? 0 : 2;
    }
}
