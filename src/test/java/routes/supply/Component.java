package routes.supply;

/**
 * One library in one version.
 *
 * @param name as Maven writes it, {@code group:artifact}
 */
record Component(String name, String version) {

    /** What a VEX line calls it; <a href="https://github.com/package-url/purl-spec">package URL</a>. */
    String purl() {
        return "pkg:maven/" + name.replace(':', '/') + "@" + version;
    }

    @Override
    public String toString() {
        return name + ":" + version;
    }
}
