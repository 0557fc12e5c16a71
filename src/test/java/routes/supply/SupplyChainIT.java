package routes.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is shipped: the packaged jar, the libraries it loads, the bill of materials and the notices. */
class SupplyChainIT {

    private static final Path JAR = Path.of(System.getProperty("router.jar", "target/siem-router.jar"));
    private static final Path SBOM = JAR.resolveSibling("siem-router.cdx.json");
    private static final Path NOTICE = Path.of("src/main/resources/META-INF/NOTICE");
    private static final String REGENERATE = "mvn -q verify -Dit.test=SupplyChainIT -Dtest=none"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dregenerate=true";
    private static final String HEAD =
            """
            siem-router

            Licensed under the Apache License, Version 2.0; see META-INF/LICENSE.

            The folder lib beside this jar holds works of others, under their own licenses. Each jar there carries its own
            license and notices. siem-router.cdx.json lists them with their versions.

            """;

    @Test
    void the_bill_of_materials_lists_the_libraries_that_the_jar_loads() throws IOException {
        assertThat(Sbom.read(SBOM).jars()).isEqualTo(loaded().stream().sorted().toList());
        for (String library : loaded()) {
            assertThat(JAR.resolveSibling("lib").resolve(library)).exists();
        }
    }

    @Test
    void the_bill_of_materials_holds_no_time_and_no_chance() throws IOException {
        // the serial number is made of the rest: version 3 of UUIDs
        assertThat(Files.readString(SBOM))
                .contains("\"cdx:reproducible\"")
                .containsPattern("\"serialNumber\" : \"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-3")
                .doesNotContain("\"timestamp\"");
    }

    @Test
    void no_shipped_library_has_an_advisory_without_an_answer() throws IOException {
        assertThat(new VulnerabilityGate(
                                Advisory.readAll(Path.of("security/advisories")),
                                VexLine.parse(Files.readString(Path.of("security/vex.json"))))
                        .faults(Sbom.read(SBOM).components()))
                .isEmpty();
    }

    @Test
    void the_notice_in_the_jar_names_each_library_and_its_license() throws IOException {
        String notice = notice();
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(NOTICE, notice);
            return; // the jar has it from the next build on
        }
        assertThat(Files.readString(NOTICE))
                .as("%s is stale; run: %s", NOTICE, REGENERATE)
                .isEqualTo(notice);
        assertThat(entry("META-INF/NOTICE")).isEqualTo(notice);
        assertThat(entry("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
    }

    private static String notice() throws IOException {
        StringBuilder notice = new StringBuilder(HEAD);
        Sbom.read(SBOM).licenses().forEach((library, licenses) -> {
            assertThat(licenses).as("the license of %s", library).isNotBlank();
            notice.append("%-64s %s\n".formatted(library, licenses));
        });
        return notice.toString();
    }

    private static List<String> loaded() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Pattern.compile(" ")
                    .splitAsStream(classPath.replace("lib/", ""))
                    .toList();
        }
    }

    private static String entry(String name) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream entry = jar.getInputStream(jar.getEntry(name))) {
            return new String(entry.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
