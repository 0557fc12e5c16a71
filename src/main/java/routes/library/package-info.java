/**
 * {@code SIEM_LIB_DIR}: further components, data formats, beans and event types, in jars of a folder. They join the class path behind the
 * product's own, however the router is started, before anything else is loaded: {@link routes.library.LibraryFolder}.
 */
package routes.library;
