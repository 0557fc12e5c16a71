/**
 * The journal: the durable, append-only audit trail, and the named subscriptions that read it.
 *
 * <p>Promises: an append is answered after its lines were synced to disk; readers see answered groups only, in order, each line
 * at least once; a line that does not match its checksum is never handed out; a torn tail is cut, nothing else is; no
 * segment is deleted that a subscription still needs.
 *
 * <h2>On disk, format version 2 (all numbers big-endian)</h2>
 *
 * <pre>
 * data/cursors.json              subscriptions, see below; replaced atomically; checksum inside
 * data/cursors.previous.json     the same at most a minute older, read where cursors.json is damaged
 * data/audit/journal.lock        held by the process that owns the folder
 * data/audit/audit.jsonl         relative symbolic link to the newest segment, for tail -F
 * data/audit/P.jsonl             a segment: JSON lines, nothing else; P = position of its first byte, 20 digits
 * data/audit/P.index             what is known of the groups in P.jsonl; can be made again from it
 *
 * position: bytes since the journal's first byte, across all segments. Never used again, also after deletion.
 * kind:     type code * 4 + severity (0 low, 1 medium, 2 high), 0 to 1023; -1 = the line was damaged when it was found.
 *           Codes are those of META-INF/siem-router/event-types.txt and never change.
 *
 * index = header, group*, seal?
 *
 * header   0   8  "SIEMJIDX"
 *          8   4  format version, 2
 *         12   8  key id: first 8 bytes of HMAC-SHA256(key, "siem-router journal key id"); zero without a key
 *         20   8  position of the segment's first byte
 *         28   8  when it was created, epoch ms
 *         36  32  chain value that its first group goes on from; zero for a journal's first
 *         68   4  CRC32C of bytes 0 to 67
 *
 * group    0   4  "GRUP"                        one commit group: what one sync made durable
 *          4   4  length of this entry in bytes
 *          8   8  position of its first line
 *         16   4  length of its lines in bytes
 *         20   4  number of lines, n
 *         24   8  when it was committed, epoch ms, never less than the group before
 *         32   4  flags; 1 = found in the data file at start, without its index entry
 *         36   4  length of the metadata, m
 *         40   m  metadata: tag (2), length (4), value; again and again
 *       40+m 10n  for each line: length with its line break (4), kind (2), CRC32C (4)
 *   40+m+10n  32  chain value: without key SHA-256(chain value before, bytes 0 to 39+m+10n);
 *                 with a key HMAC-SHA256(key; chain value before, bytes 0 to 39+m+10n, the lines)
 *   72+m+10n   4  CRC32C of all before
 *
 * metadata         all reserved: written by none so far, kept by all; a tag that is not known is passed over by its length
 *          1       source, and 2 token's name: for each run of lines that came the same way, number of lines (4),
 *                  length (2) and UTF-8 of the name
 *          3       filter of the lines' ids: number of hashes (1), bits
 *          4       id of the key that the lines' sealed fields are readable with (8)
 *
 * seal     0   4  "SEAL"                        closes a segment, so that a long journal opens without reading every index
 *          4   4  length of this entry, 84+10k
 *          8   8  position after the last line
 *         16   8  number of lines
 *         24   8  commit time of the first group   32  8  of the last
 *         40   4  number of kinds among the lines, k
 *         44 10k  for each of them, rising: kind (2), number of lines (8)
 *     44+10k  32  chain value of the last group
 *     76+10k   4  length of this entry again, so that it is found from the end
 *     80+10k   4  CRC32C of all before
 *
 * cursors.json     {"version":2, "crc32c":"8 hex digits of the compact text of subscriptions", "subscriptions":
 *                  {NAME: {"position":N, "counters":{NAME:N}, "settled_ranges":[[FROM,TO]]}}}
 *                  everything before position is settled; settled_ranges is reserved: stretches behind it that are settled too,
 *                  written by none so far, kept until the position has passed them
 * </pre>
 *
 * <h2>Format version 1</h2>
 *
 * <p>Read, and never written again but to mend a segment that is of it: a segment stays in its format to its end, and where
 * the newest one is of format 1, a start begins another; the chain goes on. The differences:
 *
 * <pre>
 * header   8   4  format version, 1
 * group           no metadata, neither length nor block: 36 bytes before the lines' table
 *         36  9n  for each line: length (4), kind (1; 0 to 63 or -1), CRC32C (4)
 * seal     4   4  length of this entry, 588
 *         40 512  number of lines of each kind, 0 to 63 (8 each)
 *        552  32  chain value of the last group; no second length behind it
 * cursors.json     "version":1, no settled_ranges
 * </pre>
 *
 * <p>A kind whose type a release does not know, because a later one wrote it or one to which types were added: its lines are
 * whole, stay, and are handed to no subscription, as nobody can say who is to get them. A start names segment, line and code in the
 * log, {@code siem_journal_unknown_lines} and the readiness' warnings count them, {@code journal verify} fails with them; the
 * release that knows them replays them.
 *
 * <p>Order of writing: lines, sync, index entry, answer. So an entry that is there tells of lines that are durable, and lines
 * without an entry were either never answered or are found again at start. The index is not synced before the seal.
 *
 * <p>Only with a key is the trail tamper-evident, and then for everything up to the last group: that the newest groups were cut
 * off, lines and index entries together, shows in no file. Groups marked as found at start were signed by the start.
 */
package routes.journal;
