/**
 * What people and programs did: the lines of the log, and the notices for the journal.
 */
package routes.access.act;
