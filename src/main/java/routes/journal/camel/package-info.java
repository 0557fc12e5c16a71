/**
 * The Camel component {@code journal:}.
 */
package routes.journal.camel;
