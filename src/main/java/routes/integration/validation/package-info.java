/**
 * Whether what was asked of an integration can be: each fault with its pointer, and what is likely to have been meant.
 */
package routes.integration.validation;
