package routes;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/clients.md print what the page says, on the packaged jar. */
class ClientsPageIT {

    private final DocumentWalk walk = new DocumentWalk("docs/clients.md");

    @Test
    void every_command_of_the_page_prints_what_the_page_says(@TempDir Path work) throws Exception {
        walk.check(work);
    }

    @Test
    void the_page_leaves_no_block_of_commands_out() {
        walk.checkThatNothingIsLeftOut();
    }
}
