package routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import routes.destination.net.AddressPolicy;
import routes.destination.net.OwnAddress;
import routes.destination.net.ProxyVariables;
import routes.disk.AllowedFolders;
import routes.disk.OwnerOnly;
import routes.setting.Settings;

/** Where the operator lets events be sent and written, whatever an integration says, and through which proxies. */
record Fences(AddressPolicy addresses, AllowedFolders folders, ProxyVariables proxies) {

    static Fences of(Settings settings, Path data, Map<String, String> environment) throws IOException {
        AddressPolicy addresses = new AddressPolicy(
                settings.text("siem.deliver.refused-addresses"),
                settings.text("siem.deliver.allowed-destinations"),
                settings.flag("siem.deliver.allow-own-address")
                        ? OwnAddress.NONE
                        : OwnAddress.of(settings.text("siem.http.host"), settings.size("siem.http.port")));
        // a folder that the sink finds missing is not made: it may be a mount; this one is the router's own
        Path files = OwnerOnly.createFolders(data.resolve("files"));
        Stream<Path> extensions = Stream.of("siem.routes.dir", "siem.kamelets.dir", "siem.lib.dir")
                .flatMap(key -> settings.optional(key).stream())
                .map(Path::of);
        List<Path> ours = Stream.concat(Stream.of(data), extensions).toList();
        AllowedFolders folders = AllowedFolders.of(settings.text("siem.file.folders"), files, ours);
        return new Fences(addresses, folders, new ProxyVariables(environment));
    }

    /** Whatever sends or writes asks these. */
    void raise(CamelContext context) {
        context.getRegistry().bind(AddressPolicy.NAME, addresses);
        context.getRegistry().bind(AllowedFolders.NAME, folders);
        context.getRegistry().bind(ProxyVariables.NAME, proxies);
    }
}
