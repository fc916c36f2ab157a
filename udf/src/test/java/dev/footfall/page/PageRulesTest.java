package dev.footfall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class PageRulesTest {
    private static final PageRules RULES = PageRules.defaults();

    @ParameterizedTest
    @CsvFileSource(resources = "path_cases.csv", delimiter = '|', quoteCharacter = '\u0001', numLinesToSkip = 1)
    void normalisesPaths(@Nullable String target, String path) {
        assertThat(RULES.resolve(target, null, null).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "kind_cases.csv", delimiter = '|', numLinesToSkip = 1)
    void tellsTheKindByPathAndContentType(String kind, String target, @Nullable String mime) {
        assertThat(RULES.resolve(target, null, mime).kind().label()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "template_cases.csv", delimiter = '|', numLinesToSkip = 1)
    void replacesIdsAndNamesInTemplates(String path, String template) {
        assertThat(RULES.resolve(path, null, null).template()).isEqualTo(template);
    }

    @Property
    void normalisingTwiceGivesTheSame(@ForAll @From("targets") String target) {
        PageTarget once = RULES.resolve(target, null, null);
        assertThat(RULES.resolve(once.path(), null, null).path()).isEqualTo(once.path());
    }

    @Property
    void everyResultIsBoundedAndPrintable(@ForAll @From("targets") String target, @ForAll String query) {
        PageRules rules = PageRules.of(new PageRules.Settings(
                null, null, null, null, null, null, List.of("a"), List.of("a", "é", "b c"), null, true));
        PageTarget page = rules.resolve(target.repeat(30), query, null);
        assertThat(page.path()).hasSizeBetween(1, 512);
        assertThat(page.page()).hasSizeLessThanOrEqualTo(1024).startsWith(page.path());
        assertThat(page.template()).hasSizeLessThanOrEqualTo(256);
        assertThat(page.path() + page.page() + page.template() + page.search() + page.campaign())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40).map(s -> "/" + s),
                Arbitraries.of(
                                "/",
                                "//",
                                ".",
                                "..",
                                "%",
                                "%2e",
                                "%2F",
                                "%25",
                                "%C3",
                                "%A9",
                                "%41",
                                "%0a",
                                "\u0001",
                                "é",
                                "\ud83d",
                                "\ude00",
                                ";",
                                "jsessionid=1",
                                "sid",
                                "index.html",
                                "(S(a))",
                                "?",
                                "#",
                                " ",
                                "a",
                                "4")
                        .list()
                        .ofMaxSize(12)
                        .map(parts -> "/" + String.join("", parts)));
    }

    @Test
    void keepsTheAllowedQueryKeysInOrderOfName() {
        PageRules rules = PageRules.of(settings(List.of(), List.of("page", "category")));
        PageTarget page = rules.resolve("/list/?x=1&page=2&category=a%26b+c&sid=9&page=3", null, null);
        assertThat(page.page()).isEqualTo("/list?category=a%26b%20c&page=2");
        assertThat(page.path()).isEqualTo("/list");
    }

    @Test
    void takesTheQueryThatTheFormatLogsApart() {
        assertThat(RULES.resolve("/list", "q=shoes", null).search()).isEqualTo("shoes");
        assertThat(RULES.resolve("/list?q=boots", "q=shoes", null).search()).isEqualTo("boots");
        assertThat(RULES.resolve("/list", "-", null).search()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/search?q=Red++Shoes|red shoes",
                "/?s=caf%C3%A9|café",
                "/?q=&search=x|x",
                "/?q=a%00b|ab",
                "/shop|",
                "/?q=|"
            })
    void findsTheTermOfASearchOnTheSite(String target, @Nullable String term) {
        assertThat(RULES.resolve(target, null, null).search()).isEqualTo(term);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "/|''|''|''",
                "/?utm_source=News&utm_medium=Email&utm_campaign=Spring%20Sale|news|email|spring sale",
                "/?mtm_campaign=x|''|''|x",
                "/?gclid=1|google|cpc|''",
                "/?gclid=1&utm_source=acme&utm_campaign=y|acme|cpc|y",
                "/?gclid=1&utm_medium=email|''|email|''",
                "/?msclkid=1|bing|cpc|''",
                "/?fbclid=1|facebook|social|''",
                "/?gclid=|''|''|''"
            })
    void readsTheCampaignOfALink(String target, String source, String medium, String name) {
        assertThat(RULES.resolve(target, null, null).campaign()).isEqualTo(new Campaign(source, medium, name));
    }

    @Test
    void letsTheSitesOwnPatternsDecideFirst() {
        PageRules rules = PageRules.of(new PageRules.Settings(
                List.of("/api/docs/**", "**.txt"),
                List.of("/cdn/**"),
                List.of("/data/*"),
                null,
                List.of("/get/**"),
                List.of("/warm"),
                null,
                null,
                null,
                false));
        assertThat(kind(rules, "/api/docs/intro")).isEqualTo(Kind.PAGE);
        assertThat(kind(rules, "/api/x")).isEqualTo(Kind.API);
        assertThat(kind(rules, "/robots.txt")).isEqualTo(Kind.PAGE);
        assertThat(kind(rules, "/CDN/x")).isEqualTo(Kind.ASSET);
        assertThat(kind(rules, "/data/x")).isEqualTo(Kind.API);
        assertThat(kind(rules, "/data/x/y")).isEqualTo(Kind.PAGE);
        assertThat(kind(rules, "/get")).isEqualTo(Kind.DOWNLOAD);
        assertThat(kind(rules, "/warm")).isEqualTo(Kind.PREFETCH);
    }

    @Test
    void keepsTheTrailingSlashWhenTold() {
        PageRules rules =
                PageRules.of(new PageRules.Settings(null, null, null, null, null, null, null, null, null, true));
        assertThat(rules.resolve("/a/", null, null).path()).isEqualTo("/a/");
        assertThat(rules.resolve("/a/index.html", null, null).path()).isEqualTo("/a/");
        assertThat(rules.resolve("/a", null, null).path()).isEqualTo("/a");
        assertThat(rules.resolve("//", null, null).path()).isEqualTo("/");
    }

    @Test
    void refusesAPatternThatCanNeverHold() {
        assertThatThrownBy(() -> PageRules.of(settings(List.of("shop/*"), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'shop/*'");
    }

    @Test
    void saysSoWhenTheTargetIsNoPath() {
        assertThat(RULES.resolve("\u0016\u0003\u0001", null, null).path()).isEqualTo("(invalid)");
        assertThat(RULES.resolve("\u0016\u0003\u0001", null, null).kind()).isEqualTo(Kind.OTHER);
    }

    private static PageRules.Settings settings(List<String> pages, List<String> keys) {
        return new PageRules.Settings(pages, null, null, null, null, null, null, keys, null, false);
    }

    private static Kind kind(PageRules rules, String target) {
        return rules.resolve(target, null, null).kind();
    }
}
