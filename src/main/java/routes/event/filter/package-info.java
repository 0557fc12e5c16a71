/**
 * The {@code filter} of an integration: which of the selected events it gets, by what their fields say. Judged on the event's bytes when a
 * batch is filled, before anything is encoded; what is passed over is settled, without a verdict.
 *
 * <p>An object is a condition: each of its members has to hold. A member is a field, {@code decision.action} for one inside another, or
 * {@code and}, {@code or} (arrays of conditions) and {@code not} (a condition). What a field has to be is a text, number or truth; an array of
 * them, one of which it is; or one of {@code {"equals":…}}, {@code {"in":[…]}}, {@code {"prefix":"…"}}, {@code {"exists":true}}. Texts are compared as
 * they are, capitals too. Of an array, such as {@code sensitivity_tags}, one element is enough. A field that is absent or null equals
 * nothing.
 */
package routes.event.filter;
