package routes.destination;

import org.apache.camel.Exchange;

/** Marks an exchange whose event is a connection test's: a sink that can do without leaves nothing behind then. */
public final class Trial {

    /** Exchange property, a boolean; absent for what an integration delivers. */
    public static final String PROPERTY = "siemConnectionTest";

    private Trial() {}

    public static boolean is(Exchange exchange) {
        return exchange.getProperty(PROPERTY, false, boolean.class);
    }
}
