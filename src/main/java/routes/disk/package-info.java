/** How every stage makes its files and folders: for the owner alone. */
package routes.disk;
