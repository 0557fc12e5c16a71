package routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import routes.Seed;
import routes.problem.ProblemException;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;

class GunzipTest {

    private static final int INPUTS = Integer.getInteger("gunzip.inputs", 20_000);
    private static final int MOST = 1 << 20;
    private final ByteBudget budget = new ByteBudget(MOST * 4, 200);

    @Test
    void members_are_one_body_and_so_are_those_that_are_empty() throws Exception {
        byte[] two = join(gzip("[1,"), gzip(""), gzip("2]"));

        assertThat(decompressed(two)).isEqualTo("[1,2]");
    }

    @Test
    void a_name_a_comment_and_what_else_a_header_may_hold_is_passed_over() throws Exception {
        byte[] plain = gzip("{}");
        byte[] header = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0};
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(decompressed(join(plain, header, checksum, rest))).isEqualTo("{}{}");
        checksum[1] ^= 1;
        assertThatThrownBy(() -> decompressed(join(plain, header, checksum, rest)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void three_hundred_thousand_empty_members_are_refused_and_end_no_stack() throws Exception {
        byte[] empty = gzip("");
        byte[] all = new byte[empty.length * 300_000];
        for (int i = 0; i < all.length; i += empty.length) {
            System.arraycopy(empty, 0, all, i, empty.length);
        }

        assertThatThrownBy(() -> decompressed(all))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 10000 gzip members");
    }

    @Test
    void whatever_byte_is_changed_the_body_is_refused_or_what_it_was() throws Exception {
        Random random = new Random(Seed.of("gunzip.seed"));
        byte[] good = join(gzip("{\"a\":\"" + "b".repeat(300) + "\"}"), gzip(" "));
        for (int i = 0; i < INPUTS; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(decompressed(bad)).isEqualTo(decompressed(good));
            } catch (ProblemException refused) {
                assertThat(refused.problem().code()).isEqualTo("malformed_gzip");
            }
        }
        assertThat(budget.free()).isEqualTo(MOST * 4);
    }

    private String decompressed(byte[] zipped) throws InterruptedException {
        try (ByteBudget.Share share = budget.open(MOST)) {
            byte[] body = Gunzip.decompress(zipped, new BodyLimits(MOST * 8, MOST, 1000, 0), share);
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }
}
