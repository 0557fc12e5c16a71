package routes.destination.file;

import java.io.IOException;

/** Something is there that the sink did not begin: it is not ours to write to, to move or to cut. */
final class ForeignFileException extends IOException {
    private static final long serialVersionUID = 1;
}
