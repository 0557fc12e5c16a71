package routes.accept.rule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import routes.event.json.Words;

/** Every field name that the specifications document, at the top of an event or inside it. */
public enum KnownName {
    ID,
    EVENT_TYPE,
    OCCURRED_AT,
    TENANT_ID,
    AGENT_ID,
    POLICY_ID,
    POLICY_NAME,
    ACTION_TYPE,
    OUTCOME,
    DRIFT_SCORE,
    BEHAVIORAL_HASH,
    BEHAVIORAL_HASH_DELTA,
    REASON,
    APPROVER,
    DIRECTION,
    ACTION_TAKEN,
    DETECTION_REASON,
    PATTERN_ID,
    PATTERN_NAME,
    POSITION,
    LENGTH,
    REDACTION_COUNT,
    TOOL_PATTERN_MATCHED,
    DESTINATION_DOMAIN,
    SENSITIVITY_TAGS,
    PAYLOAD_SIZE_BYTES,
    TS,
    ACTION,
    CALLER,
    REGION,
    ENV,
    CONVERSATION_ID,
    CATEGORIES,
    TYPE,
    CONFIDENCE,
    DECISION,
    TARGET,
    POLICY_VERSION,
    REQUIRES_REDACTION,
    ALLOWED_CATEGORIES,
    SUGGESTED_ACTION,
    RESTORED_COUNT;

    /** A name's place in it is its index. */
    public static final Words DICTIONARY =
            new Words(Arrays.stream(values()).map(KnownName::text).toList());

    static final int COUNT = values().length;

    private static final KnownName[] BY_INDEX = values();

    /** As it stands in JSON: {@code event_type}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its place in the dictionary. */
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }

    public static boolean isOne(String text) {
        return named(text).isPresent();
    }

    static Optional<KnownName> named(String text) {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        int index = DICTIONARY.find(name, 0, name.length);
        return index == Words.ABSENT ? Optional.empty() : Optional.of(of(index));
    }

    public static KnownName of(int index) {
        return BY_INDEX[index];
    }

    public long bit() {
        return 1L << index();
    }
}
