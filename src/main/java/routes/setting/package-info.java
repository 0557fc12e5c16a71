/** What the settings say: a value by its key, its bounds, and errors that name the variable a person set. */
package routes.setting;
