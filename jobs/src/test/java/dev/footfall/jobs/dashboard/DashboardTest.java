package dev.footfall.jobs.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.dashboard.Panel.Section;
import dev.footfall.jobs.dashboard.Panel.Shape;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class DashboardTest {
    static final List<String> NAMES = Hostile.NAMES;
    private static final int MOST_BYTES = 3_000_000;

    private static final String PAGE = render(Bookshop.data());

    @Test
    void staysUnderThreeMegabytes() throws IOException {
        Files.writeString(Path.of("target", "dashboard.html"), PAGE);
        assertThat(PAGE.getBytes(StandardCharsets.UTF_8).length).isBetween(500_000, MOST_BYTES);
    }

    @Test
    void hasOneHeadingLandmarksAndAChapterPerSection() {
        assertThat(all("<h1")).hasSize(1);
        assertThat(all("<main id=\"main\"")).hasSize(1);
        assertThat(all("<html lang=\"en\"")).hasSize(1);
        assertThat(groups("<section class=\"chapter\" id=\"([a-z-]+)\""))
                .containsExactly(
                        "human-times",
                        "human-places",
                        "human-content",
                        "human-sources",
                        "human-technology",
                        "human-responses",
                        "bot-content",
                        "bot-technology",
                        "quality");
        assertThat(groups("<article[^>]* data-panel=\"([a-z-]+)\""))
                .contains("countries", "hours", "campaigns", "files");
    }

    @Test
    void everyPanelSaysHowItWasCounted() {
        assertThat(all("<details class=\"method\">")).hasSameSizeAs(all("<article[^>]* data-panel="));
    }

    @Test
    void pointsNowhereOutside() {
        assertThat(groups(" (?:src|href|action|data|poster|srcset)=\"([^\"]*)\""))
                .isNotEmpty()
                .allMatch(target -> target.startsWith("#") || target.startsWith("data:image/svg+xml,"));
        String style = PAGE.substring(PAGE.indexOf("<style>"), PAGE.indexOf("</style>"));
        assertThat(style).doesNotContain("url(", "@import");
    }

    @Test
    void allowsItsOwnScriptsAndStyleOnly() throws Exception {
        String policy = groups("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")
                .get(0)
                .replace("&#39;", "'");
        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe", "http", "*");
        for (String element : List.of("script", "style")) {
            for (MatchResult body : Pattern.compile("<" + element + ">(.*?)</" + element, Pattern.DOTALL)
                    .matcher(PAGE)
                    .results()
                    .toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(body.group(1).getBytes(StandardCharsets.UTF_8));
                assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
            }
        }
        assertThat(markup(PAGE)).doesNotContainPattern("<[a-z]+[^>]* style=");
    }

    @Test
    void holdsAllDataAsJson() throws IOException {
        JsonNode data = json(PAGE);
        assertThat(data.at("/period/from").asText()).isEqualTo("2026-03-02");
        assertThat(data.at("/views/0/panels/1/rows/0/1").asDouble()).isEqualTo(21_450);
        assertThat(data.at("/views/0/series/0/points")).hasSize(28);
        assertThat(data.at("/quality/gaps/0/from").asText()).isEqualTo("2026-03-18T02:00");
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void hostileNamesNeitherLeaveTheirElementNorGetLost(String name) throws IOException {
        String page = render(Hostile.data());
        assertThat(elements(markup(page).replaceAll("=\"[^\"]*\"", ""), "(script|img|svg/onload|iframe)"))
                .isZero();
        assertThat(elements(page.substring(markup(page).length()), "script")).isEqualTo(3);
        assertThat(page).doesNotContain("\u0000", "\u202e");
        assertThat(json(page).at("/views/0/panels/0/rows"))
                .anyMatch(row -> row.get(0).asText().equals(name));
    }

    @Test
    void rendersWhenThereIsNothing() {
        assertThat(render(Hostile.nothing()))
                .contains("Nothing was seen in these days.", "Every hour of the period has lines.");
    }

    @Test
    void saysWhenLinesAreUnaccountedFor() {
        assertThat(render(Hostile.data())).contains("The sum does not hold: 1 lines are unaccounted for");
        assertThat(PAGE).contains("The sum holds, over 57 files");
    }

    @Test
    void drawsNoCountryAcrossTheAntimeridian() {
        double half = WorldMap.drawing().width() / 2.0;
        WorldMap.drawing().shapes().forEach((code, path) -> Arrays.stream(path.split("M"))
                .filter(ring -> !ring.isEmpty())
                .forEach(ring -> assertThat(width(ring)).as(code).isLessThan(half)));
    }

    @Test
    void knowsThePlaceOfEveryCountryButTwo() {
        assertThat(Locale.getISOCountries())
                .filteredOn(code -> !WorldMap.drawing().shapes().containsKey(code)
                        && !WorldMap.drawing().dots().containsKey(code))
                .as("Antarctica is left out, and nobody lives on Bouvet Island")
                .containsExactlyInAnyOrder("AQ", "BV");
    }

    @Test
    void refusesRowsThatDoNotFitTheirColumns() {
        List<Panel.Column> columns =
                List.of(BookshopPanels.text("page", "Page"), BookshopPanels.number("hits", "Hits"));
        assertThatThrownBy(() -> panel(columns, "secret", "5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("panel pages, column hits: a cell is a String, not a Number");
        assertThatThrownBy(() -> panel(columns, "secret")).hasMessage("panel pages: a row has 1 cells for 2 columns");
        assertThatThrownBy(() -> panel(columns, "secret", 5).as(Shape.MAP)).hasMessageContaining("a map needs");
        assertThatThrownBy(() -> panel(columns, "secret", 5).as(Shape.HOURS)).hasMessageContaining("hours need");
    }

    private static Panel panel(List<Panel.Column> columns, Object... cells) {
        return Panel.table("pages", Section.CONTENT, "", "", "", columns, List.of(Arrays.asList(cells)), 0);
    }

    private static double width(String ring) {
        double[] xs = Arrays.stream(ring.replace("Z", "").split("L"))
                .mapToDouble(point -> Double.parseDouble(point.split(",")[0]))
                .toArray();
        return Arrays.stream(xs).max().orElseThrow() - Arrays.stream(xs).min().orElseThrow();
    }

    private static JsonNode json(String page) throws IOException {
        String start = "<script type=\"application/json\" id=\"data\">";
        int from = page.indexOf(start) + start.length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    private static long elements(String page, String name) {
        return Pattern.compile("<" + name + "[\\s>]").matcher(page).results().count();
    }

    /** What comes before data and scripts. */
    private static String markup(String page) {
        return page.substring(0, page.indexOf("<script type="));
    }

    private static List<String> groups(String pattern) {
        return Pattern.compile(pattern)
                .matcher(markup(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<MatchResult> all(String pattern) {
        return Pattern.compile(pattern).matcher(PAGE).results().toList();
    }

    private static String render(DashboardData data) {
        StringWriter out = new StringWriter();
        Dashboard.render(data, out);
        return out.toString();
    }
}
