package routes.destination.cef;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import routes.destination.Bytes;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Family;
import routes.event.Field;
import routes.event.Rfc3339;

/**
 * Writes one event as Common Event Format, version 0.1 ({@code CEF:0}), by the tables of the governance specification. Audit
 * records, which it does not know, are those of vendor {@code MCP} and product {@code Redaction Server}; the router's own events are
 * those of product {@code SIEM Router}.
 *
 * <pre>
 * CEF:0|MITRITY|MITRITY Platform|1.0.0|policy.deny|Block exfil|8|rt=1779790440000 externalId=e1c4... src=a1b2... act=drive:create
 * </pre>
 *
 * <p>Any number of threads may use one instance, each with its own line.
 */
final class CefEncoder {

    private static final CefKey RT = CefKey.of("rt", "", 20);
    private static final Field POLICY_NAME = new Field("policy_name");
    private static final int NAME = 512;

    /** By type code: what stands before the name. */
    private final byte[][] beginnings = new byte[EventType.CODES][];

    private final CefSeverities severities;
    private final CefText header;
    private final Map<Family, CefExtension> extensions = new EnumMap<>(Family.class);

    /** @param tables one for each family */
    CefEncoder(
            CefProduct product,
            CefSeverities severities,
            CefSource source,
            boolean harden,
            Map<Family, CefTable> tables) {
        this.severities = severities;
        header = CefText.header(harden);
        CefValues values = new CefValues(CefText.extension(harden), source);
        for (Family family : Family.values()) {
            extensions.put(family, new CefExtension(values, tables.get(family)));
        }
        CefProduct itself = new CefProduct(product.vendor(), "SIEM Router", product.version());
        CefProduct redaction = new CefProduct("MCP", "Redaction Server", product.version());
        for (EventType type : EventType.all()) {
            CefProduct named =
                    switch (type.family()) {
                        case GOVERNANCE, DLP -> product;
                        case AUDIT -> redaction;
                        case ROUTER -> itself;
                    };
            beginnings[type.code()] = beginning(named, type);
        }
    }

    /** From 0 to 8. */
    int severity(Event event) {
        return severities.of(event);
    }

    /**
     * Appends the line, without a line break.
     *
     * @param millis the event's time; {@link Rfc3339#INVALID} where it has none
     */
    void append(Event event, long millis, CefLine line) {
        Bytes out = line.bytes();
        out.append(beginnings[event.type().code()]);
        line.openName();
        appendName(event, out);
        line.closeName();
        out.append('|');
        out.appendDigits(severity(event), 1);
        out.append('|');
        if (millis != Rfc3339.INVALID) {
            CefValues.number(line, RT, millis);
        }
        extensions.get(event.type().family()).append(event, line);
    }

    private void appendName(Event event, Bytes out) {
        CefClass kind = CefClass.of(event.type());
        int start = out.length();
        long policy = kind.named() ? event.find(POLICY_NAME) : Event.ABSENT;
        if (CefValues.isString(event, policy)) {
            header.appendJson(event.bytes(), Event.start(policy) + 1, Event.end(policy) - 1, NAME, out);
        }
        if (out.length() == start) {
            out.append(kind.name());
        }
    }

    private byte[] beginning(CefProduct product, EventType type) {
        Bytes out = new Bytes(128);
        out.append("CEF:0|".getBytes(StandardCharsets.US_ASCII));
        appendSetting(product.vendor(), 63, out);
        appendSetting(product.name(), 63, out);
        appendSetting(product.version(), 31, out);
        appendSetting(type.wireName(), 1023, out);
        return out.copy();
    }

    private void appendSetting(String text, int most, Bytes out) {
        header.append(text.getBytes(StandardCharsets.UTF_8), most, out);
        out.append('|');
    }
}
