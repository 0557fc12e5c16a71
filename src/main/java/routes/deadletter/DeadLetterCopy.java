package routes.deadletter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import routes.disk.Folders;
import routes.disk.OwnerOnly;

/** A dead-letter file written anew, with the lines that count, each as the cipher writes it now. */
final class DeadLetterCopy {

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private DeadLetterCopy() {}

    /**
     * Takes the place of the file once it is on disk; who reads the file goes on with what it opened.
     *
     * @return its length in bytes
     */
    static long replace(Path file, DeadLetterLines lines, DeadLetterCipher cipher) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        long length = 0;
        try (FileChannel channel = OwnerOnly.open(next, NEW)) {
            for (DeadLetter letter = lines.nextAsStored(); letter != null; letter = lines.nextAsStored()) {
                byte[] line = renewed(letter, cipher);
                length += write(channel, ByteBuffer.wrap(line));
                length += write(channel, ByteBuffer.wrap(new byte[] {'\n'}));
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.sync(file.toAbsolutePath().getParent());
        return length;
    }

    /** What no key opens is kept as it is: the key may come back. */
    private static byte[] renewed(DeadLetter letter, DeadLetterCipher cipher) {
        byte[] stored = letter.line();
        if (cipher.isCurrent(stored) || letter.position() < 0) {
            return stored;
        }
        Optional<byte[]> opened = cipher.open(stored);
        return opened.map(line -> cipher.seal(letter.position(), line)).orElse(stored);
    }

    private static long write(FileChannel channel, ByteBuffer rest) throws IOException {
        long length = rest.remaining();
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        return length;
    }
}
