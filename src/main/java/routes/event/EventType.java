package routes.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an event can be: the governance specification's twelve event types and the four actions of audit records.
 *
 * <p>The code is written to disk (see {@code routes.journal}); never change or reuse one.
 */
public enum EventType {
    POLICY_DENY(0, "policy.deny", Family.GOVERNANCE, Severity.HIGH),
    POLICY_ALERT(1, "policy.alert", Family.GOVERNANCE, Severity.MEDIUM),
    POLICY_HOLD(2, "policy.hold", Family.GOVERNANCE, Severity.MEDIUM),
    POLICY_ALLOW(3, "policy.allow", Family.GOVERNANCE, Severity.LOW),
    DRIFT_WARNING(4, "drift.warning", Family.GOVERNANCE, Severity.MEDIUM),
    DRIFT_CRITICAL(5, "drift.critical", Family.GOVERNANCE, Severity.HIGH),
    AGENT_CONNECTED(6, "agent.connected", Family.GOVERNANCE, Severity.LOW),
    AGENT_DISCONNECTED(7, "agent.disconnected", Family.GOVERNANCE, Severity.LOW),
    HOLD_APPROVED(8, "hold.approved", Family.GOVERNANCE, Severity.LOW),
    HOLD_DENIED(9, "hold.denied", Family.GOVERNANCE, Severity.HIGH),
    HOLD_EXPIRED(10, "hold.expired", Family.GOVERNANCE, Severity.MEDIUM),
    /** Severity by {@code action_taken}: blocked high; logged low; everything else medium. */
    DLP_MATCH(11, "dlp.match", Family.DLP, Severity.MEDIUM),
    /** Severity of audit records by {@code decision.action}, else {@code suggested_action}: block high, redact medium, else low. */
    AUDIT_CLASSIFY(12, "audit.classify", Family.AUDIT, Severity.LOW),
    AUDIT_REDACT(13, "audit.redact", Family.AUDIT, Severity.LOW),
    /** Never below medium: a detokenization gives raw data back to somebody. */
    AUDIT_DETOKENIZE(14, "audit.detokenize", Family.AUDIT, Severity.MEDIUM),
    AUDIT_ROUTE(15, "audit.route", Family.AUDIT, Severity.LOW);

    private static final EventType[] BY_CODE = values();
    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(BY_CODE).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    private final int code;
    private final String wireName;
    private final Family family;
    private final Severity usualSeverity;

    EventType(int code, String wireName, Family family, Severity usualSeverity) {
        this.code = code;
        this.wireName = wireName;
        this.family = family;
        this.usualSeverity = usualSeverity;
    }

    public static EventType ofCode(int code) {
        return BY_CODE[code];
    }

    /** The type of this wire name, such as {@code policy.deny} or {@code audit.classify}. */
    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    public int code() {
        return code;
    }

    public String wireName() {
        return wireName;
    }

    public Family family() {
        return family;
    }

    /** The severity where nothing in the event says otherwise. */
    public Severity usualSeverity() {
        return usualSeverity;
    }
}
