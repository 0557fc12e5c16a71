package routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import routes.destination.net.AddressPolicy;
import routes.destination.net.OwnAddress;
import routes.disk.AllowedFolders;
import routes.disk.OwnerOnly;
import routes.setting.Settings;

/** Where the operator lets events be sent and written, whatever an integration says. */
record Fences(AddressPolicy addresses, AllowedFolders folders) {

    static Fences of(Settings settings, Path data) throws IOException {
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
        return new Fences(addresses, AllowedFolders.of(settings.text("siem.file.folders"), files, ours));
    }

    /** Whatever sends or writes asks these. */
    void raise(CamelContext context) {
        context.getRegistry().bind(AddressPolicy.NAME, addresses);
        context.getRegistry().bind(AllowedFolders.NAME, folders);
    }
}
