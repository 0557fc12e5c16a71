package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;

import com.fluenda.parcefone.event.CEFHandlingException;
import com.fluenda.parcefone.event.CommonEvent;
import com.fluenda.parcefone.parser.CEFParser;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A parser that is not ours. It leaves escapes in, so they are taken out here; it looks a {@code src} that is no address up in the
 * DNS, so it must get none; and it cannot read a header field that ends in a backslash.
 */
public final class Parcefone {

    private static final List<String> HEADER = List.of(
            "version", "deviceVendor", "deviceProduct", "deviceVersion", "deviceEventClassId", "name", "severity");

    private final CEFParser parser = new CEFParser();

    public static boolean canRead(CefVector vector) {
        return !vector.expected().header().get(5).endsWith("\\");
    }

    /** @param line without {@code src} */
    public void assertReads(String line, Cef expected) throws CEFHandlingException {
        CommonEvent read = parser.parse(line, false, true, Locale.ROOT);

        assertThat(read).as(line).isNotNull();
        List<String> header = new ArrayList<>();
        for (String name : HEADER) {
            header.add(Cef.unescape(text(read.getHeader().get(name)), "\\|"));
        }
        assertThat(header).isEqualTo(expected.header());
        Map<String, String> extension = new LinkedHashMap<>(expected.extension());
        extension.remove("src");
        assertThat(readable(read.getExtension(true, true))).containsAllEntriesOf(plain(extension));
    }

    private static Map<String, String> readable(Map<String, ?> extension) {
        Map<String, String> readable = new LinkedHashMap<>();
        extension.forEach((key, value) -> readable.put(key, readable(key, value)));
        return readable;
    }

    private static Map<String, String> plain(Map<String, String> expected) {
        expected.computeIfPresent("cfp1", (key, value) -> String.valueOf(Float.parseFloat(value)));
        return expected;
    }

    /** It keeps floating-point numbers in 32 bits. */
    private static String readable(String key, Object value) {
        String text = Cef.unescape(text(value), "\\=nr");
        if (key.equals("cfp1")) {
            return String.valueOf(Float.parseFloat(text));
        }
        return text;
    }

    @SuppressWarnings("JavaUtilDate")
    private static String text(Object value) {
        if (value instanceof Date date) {
            return String.valueOf(date.getTime());
        }
        if (value instanceof InetAddress address) {
            return address.getHostAddress();
        }
        return String.valueOf(value);
    }
}
