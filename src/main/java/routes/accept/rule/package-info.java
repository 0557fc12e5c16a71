/**
 * What a documented field of each family has to be, and what came in while it is checked.
 */
package routes.accept.rule;
