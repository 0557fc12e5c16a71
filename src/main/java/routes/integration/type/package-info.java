/**
 * What an integration can be: a type is read from its Kamelet, with its parameters, their schema and their defaults.
 */
package routes.integration.type;
