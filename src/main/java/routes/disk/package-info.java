/** How every stage makes its files and folders: for the owner alone, and so that they last. */
package routes.disk;
