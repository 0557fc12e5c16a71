/**
 * {@code journal verify} and {@code journal head}: whether the files are what was written.
 */
package routes.journal.verify;
