/**
 * The resource a person works with: an integration is a destination that was configured, its type is one sink Kamelet.
 *
 * <p>Promises: a type is nothing but its Kamelet, so nothing here knows one by name; a change is on disk before it is
 * answered; a secret goes in and never comes out, neither in an answer nor in an exception or a log line; a damaged or
 * foreign file is refused with a sentence and never written over.
 *
 * <p>{@code <data>/integrations.json}, format 1, mode 0600, replaced as a whole (temporary file, fsync, rename):
 *
 * <pre>
 * {"format":1,"integrations":[{
 *   "id":"splunk_hec-9f3a1c2b","type":"splunk_hec","state":"active","managed_by":"api",
 *   "settings":{…the fields as they were sent, without defaults and without secrets…},
 *   "secrets":{"token":{"value":"…","rotated_at":"2026-11-22T06:00:00Z"}},
 *   "created_at":"2026-11-22T06:00:00Z","updated_at":"2026-11-22T06:00:00Z","version":1}]}
 * </pre>
 *
 * <p>With {@code SIEM_INTEGRATIONS_KEY} the same document is sealed, see {@link routes.integration.PassphraseCipher}. Integrations
 * managed by a file or by the environment are kept here without their secrets, so that their dates and their version outlive a
 * restart, and one that is not configured any more is not forgotten while it has a backlog. Their state and their secrets are
 * what is read at each start: a pause through the API ends there, and a secret counts as set then.
 */
package routes.integration;
