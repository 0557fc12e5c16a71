/**
 * The journal: the durable, append-only audit trail, and the named subscriptions that read it.
 *
 * <p>Promises: an append is answered after its lines were synced to disk; readers see answered groups only, in order, each line
 * at least once; a line that does not match its checksum is never handed out; a torn tail is cut, nothing else is; no
 * segment is deleted that a subscription still needs.
 *
 * <h2>On disk, format version 1 (all numbers big-endian)</h2>
 *
 * <pre>
 * data/cursors.json              subscriptions: position and counters; replaced atomically; checksum inside
 * data/cursors.previous.json     the same at most a minute older, read where cursors.json is damaged
 * data/audit/journal.lock        held by the process that owns the folder
 * data/audit/audit.jsonl         relative symbolic link to the newest segment, for tail -F
 * data/audit/P.jsonl             a segment: JSON lines, nothing else; P = position of its first byte, 20 digits
 * data/audit/P.index             what is known of the groups in P.jsonl; can be made again from it
 *
 * position: bytes since the journal's first byte, across all segments. Never used again, also after deletion.
 *
 * index = header, group*, seal?
 *
 * header   0   8  "SIEMJIDX"
 *          8   4  format version, 1
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
 *         36  9n  for each line: length with its line break (4), kind (1; -1 = damaged when found), CRC32C (4)
 *      36+9n  32  chain value: without key SHA-256(chain value before, bytes 0 to 35+9n);
 *                 with a key HMAC-SHA256(key; chain value before, bytes 0 to 35+9n, the lines)
 *      68+9n   4  CRC32C of all before
 *
 * seal     0   4  "SEAL"                        closes a segment, so that a long journal opens without reading every index
 *          4   4  length of this entry, 588
 *          8   8  position after the last line
 *         16   8  number of lines
 *         24   8  commit time of the first group   32  8  of the last
 *         40 512  number of lines of each kind, 0 to 63
 *        552  32  chain value of the last group
 *        584   4  CRC32C of all before
 * </pre>
 *
 * <p>Order of writing: lines, sync, index entry, answer. So an entry that is there tells of lines that are durable, and lines
 * without an entry were either never answered or are found again at start. The index is not synced before the seal.
 *
 * <p>Only with a key is the trail tamper-evident, and then for everything up to the last group: that the newest groups were cut
 * off, lines and index entries together, shows in no file. Groups marked as found at start were signed by the start.
 */
package routes.journal;
