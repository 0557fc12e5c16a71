package routes;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk in docs/adding-a-destination.md does what it says: its own commands, in order, on the packaged jar. */
class AddingADestinationIT {

    private final DocumentWalk walk = new DocumentWalk("docs/adding-a-destination.md");

    @Test
    void every_command_of_the_document_prints_what_the_document_says(@TempDir Path work) throws Exception {
        walk.check(work);
    }

    @Test
    void the_document_leaves_no_block_of_commands_out() {
        walk.checkThatNothingIsLeftOut();
    }
}
