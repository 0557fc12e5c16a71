package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A page of somebody's, whose name has come to mean this machine, against a router without a token; in a real browser. */
class DnsRebindingIT {

    /** What the page does, which for the browser is a page of the server it talks to. Returns the status and the answer. */
    private static final String ATTACK =
            """
            const done = arguments[arguments.length - 1];
            fetch(arguments[1], {method: arguments[0], headers: {'Content-Type': 'application/json'}, body: arguments[2]})
                .then(async answer => done(answer.status + ' ' + await answer.text()), failure => done('failed ' + failure));
            """;

    private static final String INTEGRATION =
            "{\"type\":\"webhook\",\"url\":\"http://127.0.0.1:9/\",\"name\":\"of the page\"}";

    @Test
    void a_page_whose_name_was_bound_to_this_machine_reads_and_does_nothing(@TempDir Path work) {
        Path chromium = DebianPackage.program("chromium", "chromium");
        Path driver = DebianPackage.program("chromedriver", "chromium-driver");
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_API_TOKEN", ""))) {
            ChromeDriver browser = browser(chromium, driver, work.resolve("profile"));
            try {
                // without the browser's own obstacles: a page of the router's may do all of it
                browser.get("http://127.0.0.1:" + router.port() + "/health/live");
                assertThat(attack(browser, "GET", RouterApi.INTEGRATIONS, null)).startsWith("200 ");

                browser.get("http://rebind.test:" + router.port() + "/health/live");
                assertThat(browser.getPageSource()).contains("host_not_allowed");
                for (String path : new String[] {RouterApi.INTEGRATIONS, "/metrics", "/health/ready"}) {
                    assertThat(attack(browser, "GET", path, null))
                            .startsWith("421 ")
                            .contains("host_not_allowed");
                }
                assertThat(attack(browser, "POST", RouterApi.INTEGRATIONS, INTEGRATION))
                        .startsWith("421 ");
                assertThat(attack(browser, "POST", "/api/v1/events", Traffic.event("of-the-page")))
                        .startsWith("421 ");
            } finally {
                browser.quit();
            }
            assertThat(router.api()
                            .send("GET", RouterApi.INTEGRATIONS, new byte[0])
                            .body())
                    .doesNotContain("of the page");
            assertThat(router.api().send("GET", "/metrics", new byte[0]).body())
                    .contains("siem_events_taken_total{family=\"governance\"} 0.0");
        }
    }

    private static String attack(ChromeDriver browser, String method, String path, String body) {
        return (String) browser.executeAsyncScript(ATTACK, method, path, body);
    }

    private static ChromeDriver browser(Path chromium, Path driver, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--host-resolver-rules=MAP rebind.test 127.0.0.1");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .build();
        ChromeDriver browser = new ChromeDriver(service, options);
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        return browser;
    }
}
