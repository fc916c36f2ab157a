package dev.footfall.jobs.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser. Needs Chromium (Debian: {@code apt-get install chromium}); skipped without. */
final class DashboardPageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    static Path directory;

    private static Path file;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void openBrowser() throws IOException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": install chromium to test the page in a browser");
        file = write("dashboard.html", Bookshop.data());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @AfterEach
    void nothingWasComplainedOrRequested() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1360", "DARK, 1360", "DARK, 390"})
    void isAccessibleByDayByNightAndOnAPhone(ColorScheme scheme, int width) {
        Page page = open(file, scheme, width);
        // For people to look at.
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "dashboard-" + scheme + "-" + width + ".png")));
        page.locator("details").evaluateAll("all => all.forEach(one => one.open = true)");
        assertNoViolation(page);
        page.locator("[name=view][value=bot]").check();
        assertNoViolation(page);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    }

    @Test
    void drawsTheFiguresOverTimeAndTheMap() {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        assertThat(inkOf(page)).isGreaterThan(1000);
        assertThat(page.locator(".map use").count()).isGreaterThan(170);
        assertThat(page.locator("[data-tip^='Austria: 21,450']").getAttribute("class"))
                .isEqualTo("s6");
    }

    @Test
    void tellsTheFiguresUnderThePointer() {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        page.locator("[data-chart=human] canvas").first().hover();
        assertThat(page.locator(".chart-tip").innerText()).contains("Mar 2026", "people", "95 % interval");
        page.locator("#human-countries [data-tip^=Brazil]").hover();
        assertThat(page.locator(".tip").innerText()).isEqualTo("Brazil: 120 (110–131) People");
        assertThat(page.locator("#human-countries tr.lit th").innerText()).isEqualTo("Brazil");
    }

    @Test
    void sortsByTheDataAndKeepsWhatIsFoldedLast() {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        Locator panel = page.locator("#human-countries");
        panel.getByText("Show all 19").click();
        assertThat(panel.locator("tbody th").first().innerText()).isEqualTo("Austria");
        panel.locator("thead button").nth(1).click();
        assertThat(panel.locator("tbody th").allInnerTexts())
                .startsWith("India", "Malta")
                .endsWith("(other)");
        assertThat(panel.locator("thead th").nth(1).getAttribute("aria-sort")).isEqualTo("ascending");
        panel.locator("thead button").first().focus();
        page.keyboard().press("Enter");
        assertThat(panel.locator("thead th").first().getAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(panel.locator("tbody th").allInnerTexts()).endsWith("(other)");
    }

    @Test
    void findsRowsThatAreNotShownAtFirst() {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        Locator panel = page.locator("#human-pages");
        assertThat(panel.locator("tbody tr:visible").count()).isEqualTo(10);
        panel.getByPlaceholder("Find…").fill("impressum");
        assertThat(panel.locator("tbody tr:visible").count()).isEqualTo(1);
        panel.getByPlaceholder("Find…").fill("");
        assertThat(panel.locator("tbody tr:visible").count()).isEqualTo(10);
    }

    @Test
    void downloadsEachPanelAsCsv() throws IOException {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        Download download = page.waitForDownload(
                () -> page.locator("#human-countries [data-csv]").click());
        assertThat(download.suggestedFilename()).isEqualTo("human-countries_2026-03-02_2026-03-30.csv");
        String text = Files.readString(download.path());
        assertThat(text).startsWith("country,people,people_low,people_high,share,visits\r\nAT,21450,19734,23380,0.5");
        assertThat(text.split("\r\n")).hasSize(20);
    }

    @Test
    void csvQuotesAndDisarmsFormulas() throws IOException {
        Page page = open(write("hostile.html", Hostile.data()), ColorScheme.LIGHT, 1360);
        Download download = page.waitForDownload(
                () -> page.locator("#human-pages [data-csv]").click());
        assertThat(Files.readString(download.path()))
                .contains(
                        "'=HYPERLINK(\"\"https://evil.example\"\"",
                        "'+1-1",
                        "'@SUM(A1)",
                        "'-2+3",
                        "\"a,b\"",
                        "\"two\r\nlines\"",
                        "' =1+1")
                .contains(",-5\r\n");
    }

    @Test
    void hostileNamesStayText() throws IOException {
        Page page = open(write("hostile.html", Hostile.data()), ColorScheme.LIGHT, 1360);
        assertThat(page.evaluate("window.owned === undefined")).isEqualTo(true);
        assertThat(page.locator("img, iframe, main a:not([href^='#']), main script")
                        .count())
                .isZero();
        page.locator("#human-pages").getByText("Show all").click();
        assertThat(page.locator("#human-pages tbody th").allInnerTexts())
                .contains("</script><img src=x onerror=owned=1>", "{{7*7}}${7*7}", "/\\u202egpj.exe");
        page.locator("#human-countries circle, #human-countries use")
                .first()
                .hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.evaluate("window.owned === undefined")).isEqualTo(true);
    }

    @Test
    void switchesTrafficMeasureStepAndDays() {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        Locator figure = page.locator("[data-chart=human]");
        Locator reading = figure.locator(".reading");
        assertThat(reading.innerText()).startsWith("People over 28 days").contains("do not add up");
        figure.locator("input[value=pageviews]").check();
        assertThat(reading.innerText()).startsWith("Pageviews over 28 days").contains("in all");
        figure.locator("input[value=week]").check();
        assertThat(reading.innerText()).startsWith("Pageviews over 4 weeks");
        figure.locator("input[value=day]").check();
        figure.locator("[data-bound=from]").fill("2026-03-24");
        assertThat(reading.innerText()).startsWith("Pageviews over 6 days");
        figure.locator("[data-range=all]").click();
        assertThat(reading.innerText()).startsWith("Pageviews over 28 days");
        page.locator("[name=view][value=bot]").check();
        assertThat(page.locator("#human-pages").isVisible()).isFalse();
        assertThat(page.locator("#bot-bots").isVisible()).isTrue();
    }

    @Test
    void remembersTheChosenTheme() {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        String light = background(page);
        page.getByText("Dark").click();
        assertThat(background(page)).isNotEqualTo(light);
        page.reload();
        assertThat(background(page)).isNotEqualTo(light);
    }

    @Test
    void canBeUsedByKeyboardFromTheFirstStop() {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus").innerText()).isEqualTo("Skip to the figures");
        page.keyboard().press("Enter");
        assertThat(page.locator(":focus").getAttribute("id")).isEqualTo("main");
    }

    @Test
    void printsWithoutControls() {
        Page page = open(file, ColorScheme.DARK, 1360);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".button:visible, input:visible").count()).isZero();
        assertThat(page.locator(".figure:visible").count()).isEqualTo(6);
    }

    @Test
    void saysWhatIsMissingWhenThereIsNothing() throws IOException {
        Page page = open(write("empty.html", Hostile.nothing()), ColorScheme.LIGHT, 1360);
        assertThat(page.locator(".empty").first().innerText()).isEqualTo("Nothing was seen in these days.");
        assertThat(page.locator("[data-csv]:visible").count()).isZero();
        assertNoViolation(page);
    }

    @Test
    void standsWithinASecond() {
        Page page = open(file, ColorScheme.LIGHT, 1360);
        Object milliseconds = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
        // Twice the goal: test machines are busy.
        assertThat(((Number) milliseconds).doubleValue()).isLessThan(2000);
    }

    private static Path write(String name, DashboardData data) throws IOException {
        Path path = directory.resolve(name);
        try (Writer out = Files.newBufferedWriter(path)) {
            Dashboard.render(data, out);
        }
        return path;
    }

    private Page open(Path path, ColorScheme scheme, int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900));
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith("file:")
                    && !request.url().startsWith("data:")
                    && !request.url().startsWith("blob:")) {
                complaints.add("asked for " + request.url());
            }
        });
        page.navigate(path.toUri().toString());
        return page;
    }

    private static void assertNoViolation(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(() -> "axe")
                .extracting(
                        Rule::getId,
                        rule -> Arrays.toString(rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getHtml())
                                .toArray()))
                .isEmpty();
    }

    /** Pixels of the chart that are not empty. */
    private static int inkOf(Page page) {
        return ((Number) page.evaluate("""
                        () => {
                          const canvas = document.querySelector('[data-chart=human] canvas');
                          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                          return pixels.filter((value, index) => index % 4 === 3 && value > 0).length;
                        }""")).intValue();
    }

    private static String background(Page page) {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }
}
