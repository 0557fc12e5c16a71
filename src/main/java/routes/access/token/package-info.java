/**
 * Tokens: the tokens file, read again when it changes, and how a secret is checked.
 */
package routes.access.token;
