package routes;

/** Where a random test begins: printed, so that what failed once can be repeated. */
public final class Seed {

    private Seed() {}

    /** The value of a system property such as {@code crash.seed}, or a new one. */
    public static long of(String property) {
        long seed = Long.getLong(property, System.nanoTime());
        System.out.printf("-D%s=%d%n", property, seed);
        return seed;
    }
}
