package routes.journal.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import routes.journal.segment.Chain;
import routes.journal.segment.DamagedIndexException;
import routes.journal.segment.Disk;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.IndexReader;
import routes.journal.segment.KeyRing;
import routes.journal.segment.Segment;
import routes.journal.segment.SegmentFiles;

/**
 * How far a journal had come at one moment, to be kept elsewhere: what ends before it later was cut off. One line of JSON, its members
 * always in this order; the signature is HMAC-SHA256 with the journal's key over the line up to and without {@code ,"signature"}.
 *
 * <pre>{"head":1,"position":52100,"chain":"64 hex digits","time":"2026-11-29T16:00:00.123Z","key":"16 hex digits","signature":"64 hex digits"}</pre>
 *
 * @param position after the last committed line, in bytes since the journal's first
 * @param chain the chain value there
 * @param time when that line was committed
 * @param keyId of the key that signed; zeros without one
 * @param signature empty without a key
 */
record JournalHead(long position, byte[] chain, Instant time, byte[] keyId, byte[] signature) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    /** Of a journal as it is now, read-only; the router may be writing to it. Empty where there is no segment. */
    static Optional<JournalHead> read(Path folder, KeyRing keys) throws IOException {
        List<Long> bases = SegmentFiles.bases(folder);
        if (bases.isEmpty()) {
            return Optional.empty();
        }
        Path index = Segment.indexFile(folder, bases.get(bases.size() - 1));
        // only what was there at the beginning: an entry that is being written is not waited for
        long size = Files.size(index);
        try (IndexReader reader = new IndexReader(Disk.toRead(), index, () -> size)) {
            long position = reader.header().base();
            long millis = reader.header().createdMillis();
            for (Optional<GroupEntry> next = whole(reader); next.isPresent(); next = whole(reader)) {
                position = next.get().end();
                millis = next.get().commitMillis();
            }
            return Optional.of(signed(position, reader.chainValue(), Instant.ofEpochMilli(millis), keys));
        }
    }

    /** The next entry; the last of an index that grows may be there in part. */
    private static Optional<GroupEntry> whole(IndexReader reader) throws IOException {
        try {
            return reader.next();
        } catch (DamagedIndexException torn) {
            return Optional.empty();
        }
    }

    private static JournalHead signed(long position, byte[] chain, Instant time, KeyRing keys) {
        Chain signing = keys.first();
        JournalHead head = new JournalHead(position, chain, time, signing.keyId(), new byte[0]);
        return keys.isEmpty()
                ? head
                : new JournalHead(position, chain, time, signing.keyId(), signing.sign(head.signedText()));
    }

    /** @throws IllegalArgumentException where the line is no head */
    static JournalHead parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            byte[] chain = HEX.parseHex(json.path("chain").asText());
            byte[] keyId = HEX.parseHex(json.path("key").asText());
            if (json.path("head").asInt() != 1
                    || !json.path("position").isIntegralNumber()
                    || chain.length != Chain.LENGTH
                    || keyId.length != Chain.KEY_ID_LENGTH) {
                throw new IllegalArgumentException("members are missing");
            }
            return new JournalHead(
                    json.path("position").asLong(),
                    chain,
                    Instant.parse(json.path("time").asText()),
                    keyId,
                    HEX.parseHex(json.path("signature").asText()));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException other) {
            throw new IllegalArgumentException("expected a line as `journal head` prints it", other);
        }
    }

    boolean isSigned() {
        return signature.length > 0;
    }

    /** Whether the signature is that of one of these keys. */
    boolean isSignedBy(KeyRing keys) {
        return isSigned()
                && keys.named(keyId)
                        .filter(chain -> chain.isSignature(signedText(), signature))
                        .isPresent();
    }

    private byte[] signedText() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        return "{\"head\":1,\"position\":%d,\"chain\":\"%s\",\"time\":\"%s\",\"key\":\"%s\""
                .formatted(position, HEX.formatHex(chain), time, HEX.formatHex(keyId));
    }

    /** The line, without its line break. */
    String line() {
        return text() + (isSigned() ? ",\"signature\":\"" + HEX.formatHex(signature) + "\"}" : "}");
    }
}
