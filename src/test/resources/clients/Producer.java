import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import siemrouter.Settings;
import siemrouter.SiemRouterShipper;

/** Ships records {@code j-<first>} to {@code j-<last>}, some bad ones between them, and says what became of them. */
final class Producer {

    public static void main(String[] arguments) throws InterruptedException {
        int first = Integer.parseInt(arguments[1]);
        int last = Integer.parseInt(arguments[2]);
        Settings settings = Settings.of(
                        System.getenv("CUSTOM_SIEM_ENDPOINT"), System.getenv("CUSTOM_SIEM_API_KEY"))
                .withSpool(Path.of(arguments[0]), Long.parseLong(arguments[4]))
                .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(2));
        // not closed: the end of the program has to do
        SiemRouterShipper shipper = new SiemRouterShipper(settings);
        for (int n = first; n < last; n++) {
            shipper.ship(record("j-" + n));
            if (n % 50 == 0) {
                shipper.shipBatch(List.of(Map.of("action", "classify", "ts", "yesterday")));
            }
        }
        odd(shipper);
        boolean flushed = shipper.flush(Duration.ofSeconds(Integer.parseInt(arguments[3])));
        System.out.println(flushed + " " + shipper.stats());
    }

    private static Map<String, Object> record(String id) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("ts", "2026-11-30T05:00:00Z");
        json.put("action", "classify");
        json.put("caller", "h\u00e9\"r\n\uD83D\uDE00");
        json.put("categories", List.of(Map.of("type", "pii", "confidence", 0.9)));
        json.put("score", Double.NaN);
        return json;
    }

    /** Nothing of it may throw. */
    private static void odd(SiemRouterShipper shipper) {
        Map<String, Object> loop = new HashMap<>();
        loop.put("self", loop);
        shipper.ship(loop);
        shipper.ship(null);
        shipper.shipBatch(null);
    }
}
