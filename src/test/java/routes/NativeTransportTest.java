package routes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.condition.OS.LINUX;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** The Java half and the machine code of netty's epoll come in two versions; see docs/decisions/0012-versions.md. */
final class NativeTransportTest {

    @Test
    @EnabledOnOs(LINUX)
    void netty_takes_its_machine_code_for_epoll() {
        assertThatCode(Epoll::ensureAvailability).doesNotThrowAnyException();
    }
}
