package routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Has schemathesis make requests from the document that a router answers, good ones and bad ones, and hold the answers against it. Ends with
 * 0 where none was a fault of the server's and each was one that the document names.
 */
final class ApiFuzz {

    private ApiFuzz() {}

    /** Where the router works, where schemathesis is, the seed, seconds. */
    public static void main(String... arguments) throws Exception {
        System.exit(attack(arguments));
    }

    private static int attack(String... arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        // half of what comes has no token, or a wrong one
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_ACCESS_MAX_FAILURES", "1000000"));
                Collector collector = Collector.start()) {
            RouterApi api = router.api();
            String integration = api.createIntegration(collector.integration());
            api.accept(Traffic.events("before", 0, 10));
            api.awaitDelivered(integration, 10);

            String config =
                    Files.readString(Path.of("src/test/fuzz/schemathesis.toml")).replace("INTEGRATION", integration);
            Files.writeString(work.resolve("schemathesis.toml"), config);
            int end = fuzz(router, work, Path.of(arguments[1]), arguments[2], arguments[3]);

            // it goes on as if nothing had been
            String other = api.createIntegration(collector.integration());
            api.accept(Traffic.events("after", 0, 10));
            api.awaitDelivered(other, 10);
            boolean isFaulty = router.log().contains("please report this");
            System.out.println(isFaulty ? router.log() : "");
            return isFaulty ? 1 : end;
        }
    }

    private static int fuzz(RouterProcess router, Path work, Path tool, String seed, String seconds)
            throws IOException, InterruptedException {
        ProcessBuilder schemathesis = new ProcessBuilder(List.of(
                        "python3",
                        "-m",
                        "schemathesis.cli",
                        "run",
                        "http://127.0.0.1:" + router.port() + "/api/openapi.json",
                        "--header",
                        "Authorization: Bearer " + RouterProcess.TOKEN,
                        // a version that is valid by its schema may not be the current one; what a DELETE emptied is
                        // still there
                        "--exclude-checks",
                        "positive_data_acceptance,use_after_free",
                        "--continue-on-failure",
                        "--seed",
                        seed,
                        "--max-time",
                        seconds))
                .directory(work.toFile())
                .inheritIO();
        schemathesis.environment().put("PYTHONPATH", tool.toString());
        return schemathesis.start().waitFor();
    }
}
