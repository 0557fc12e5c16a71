/**
 * Integrations that a file or the environment names, and the references in them.
 */
package routes.integration.deployed;
