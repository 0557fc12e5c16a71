package routes;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link DeadPath} in a {@link Namespace} that has an address which can be taken away. */
class DeadPathIT {

    @Test
    void nothing_is_delivered_over_a_path_that_went_dead_without_a_word_and_all_of_it_when_it_is_back(
            @TempDir Path work) throws Exception {
        Namespace.require();
        Path router = Files.createDirectory(work.resolve("router"));
        Namespace.run(
                work,
                "ip link set lo up && ip addr add " + DeadPath.ADDRESS + "/32 dev lo",
                DeadPath.class,
                router.toString());
    }
}
