package routes.integration;

import java.util.Arrays;
import java.util.Optional;

/**
 * The condition on a change, RFC 9110 section 13.1.1.
 *
 * @param header as it was sent: entity tags with comma between, or {@code *}; empty allows every version
 */
public record IfMatch(Optional<String> header) {

    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    public boolean allows(long version) {
        return header.isEmpty()
                || Arrays.stream(header.get().split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(tag(version)));
    }
}
