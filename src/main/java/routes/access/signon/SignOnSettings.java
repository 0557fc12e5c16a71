package routes.access.signon;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import routes.access.caller.Role;

/**
 * Whose signed tokens are taken and what they mean.
 *
 * @param issuer as its tokens name it in {@code iss}, to the letter; https, or http on this machine
 * @param audience that a token must be meant for, {@code aud}
 * @param rolesClaim the claim that holds groups or roles; dots lead into objects: {@code realm_access.roles}
 * @param roles what each of the claim's values means
 */
public record SignOnSettings(URI issuer, String audience, String rolesClaim, Map<String, Set<Role>> roles) {

    /** @throws IllegalArgumentException with a sentence on what is missing or wrong */
    public static SignOnSettings of(String issuer, String audience, String rolesClaim, String roles) {
        if (audience.isEmpty()) {
            throw new IllegalArgumentException(
                    "siem.oidc.audience is not set: expected what the issuer's tokens for this"
                            + " router have in aud. Without it a token for another service would open this one.");
        }
        return new SignOnSettings(address("siem.oidc.issuer", issuer), audience, rolesClaim, RoleMapping.parse(roles));
    }

    /** @throws IllegalArgumentException where keys that come from there could be anybody's */
    static URI address(String name, String text) {
        try {
            URI address = URI.create(text);
            boolean isHttps = "https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null;
            if (isHttps || ("http".equalsIgnoreCase(address.getScheme()) && isLoopback(address.getHost()))) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new IllegalArgumentException(
                name + " = " + text + ": expected an address that begins with https://. Correct the setting.");
    }

    private static boolean isLoopback(String host) {
        try {
            boolean isLiteral = host != null && (host.matches("[0-9.]+") || host.startsWith("["));
            return "localhost".equals(host)
                    || (isLiteral && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException odd) {
            return false;
        }
    }
}
