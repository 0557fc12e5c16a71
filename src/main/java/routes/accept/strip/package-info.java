/**
 * What must never be kept: forbidden names in every spelling and depth, raw content, and text that holds JSON of its own.
 */
package routes.accept.strip;
