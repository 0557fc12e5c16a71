package routes.integration;

import org.apache.camel.spi.PropertiesFunction;

/** A vault: {@code {{safe:name}}} is found on the class path, as those of camel-hashicorp-vault and its kind are. */
public final class SafeFunction implements PropertiesFunction {

    @Override
    public String getName() {
        return "safe";
    }

    @Override
    public String apply(String name) {
        if (name.startsWith("shut")) {
            throw new IllegalStateException("the vault has no " + name);
        }
        return "opened-" + name;
    }
}
