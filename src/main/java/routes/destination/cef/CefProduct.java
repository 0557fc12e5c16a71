package routes.destination.cef;

/** Who speaks: the vendor, product name and version of the CEF header. */
record CefProduct(String vendor, String name, String version) {}
