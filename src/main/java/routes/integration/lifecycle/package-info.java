/**
 * Integrations while they run: what people change, what follows from it, and who is told.
 */
package routes.integration.lifecycle;
