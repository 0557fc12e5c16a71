/**
 * What the router has to tell of itself, as events of the family {@code router} in its own journal: appended beside what it is
 * doing, so that a full or slow disk never keeps it from anything. What is in the log stays in the log.
 */
package routes.record;
