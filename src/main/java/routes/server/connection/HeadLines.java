package routes.server.connection;

import io.netty.buffer.ByteBuf;

/**
 * Whether the lines of a request's head, and of the trailers after its chunks, are what RFC 9112 says, to the byte. Netty is lenient, and so may whatever stands before
 * the router be, in another way: where two readers see two requests in the same bytes, one of them was smuggled in.
 *
 * <p>Refused are: a bare CR or LF, NUL and other control characters, a folded line (section 5.2), white space before the colon
 * (section 5.1) or in front of the first line, and a first line that is not three words with one space between them.
 */
final class HeadLines {

    private static final String NAME_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final int DELETE = 0x7f;

    private boolean isFirstSeen;
    private boolean isComplete;

    /** Forgets everything: the next line is a request's first. */
    void reset() {
        isFirstSeen = false;
        isComplete = false;
    }

    /** The last chunk was read: the next lines are trailers (section 7.1.2), and an empty one ends them. */
    void trailers() {
        isFirstSeen = true;
        isComplete = false;
    }

    /** Whether what was read here is the line of the last chunk, whose size is zero; other sizes have another digit. */
    static boolean areLastChunk(ByteBuf bytes, int from, int to) {
        int at = from;
        while (at < to && bytes.getByte(at) == '0') {
            at++;
        }
        return at > from && at < to && "\r; \t".indexOf(bytes.getByte(at)) >= 0;
    }

    /** Looks at the complete lines from the reader's place to the head's end; netty takes as many of them at once. */
    boolean areWellFormed(ByteBuf bytes) {
        int start = bytes.readerIndex();
        int end = bytes.indexOf(start, bytes.writerIndex(), (byte) '\n');
        while (end >= 0 && !isComplete) {
            if (end == start || bytes.getByte(end - 1) != '\r' || !isLine(bytes, start, end - 1)) {
                return false;
            }
            start = end + 1;
            end = bytes.indexOf(start, bytes.writerIndex(), (byte) '\n');
        }
        return true;
    }

    /** An empty line ends the head; in front of the first line it is passed over (section 2.2). */
    private boolean isLine(ByteBuf bytes, int start, int end) {
        if (start == end) {
            isComplete = isFirstSeen;
            return true;
        }
        if (isFirstSeen) {
            return isField(bytes, start, end);
        }
        isFirstSeen = true;
        return isRequestLine(bytes, start, end);
    }

    private static boolean isRequestLine(ByteBuf bytes, int start, int end) {
        int spaces = 0;
        int previous = ' ';
        for (int i = start; i < end; i++) {
            int character = bytes.getUnsignedByte(i);
            if (character < ' ' || character >= DELETE || (character == ' ' && previous == ' ')) {
                return false;
            }
            spaces += character == ' ' ? 1 : 0;
            previous = character;
        }
        return spaces == 2 && previous != ' ';
    }

    private static boolean isField(ByteBuf bytes, int start, int end) {
        int colon = bytes.indexOf(start, end, (byte) ':');
        boolean isNamed = colon > start;
        for (int i = start; isNamed && i < colon; i++) {
            isNamed = isNameCharacter(bytes.getUnsignedByte(i));
        }
        for (int i = colon + 1; isNamed && i < end; i++) {
            int character = bytes.getUnsignedByte(i);
            isNamed = (character >= ' ' && character != DELETE) || character == '\t';
        }
        return isNamed;
    }

    private static boolean isNameCharacter(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || NAME_SYMBOLS.indexOf(character) >= 0;
    }
}
