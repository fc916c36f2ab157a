package dev.footfall.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ReferrerRulesTest {
    private static final Set<String> OWN_HOSTS = Set.of(".brand.example", "www.second.example");
    private static final ReferrerRules RULES = ReferrerRules.bundled();

    @ParameterizedTest
    @CsvFileSource(resources = "referrer_cases.csv", delimiter = '|', quoteCharacter = '\u0001', numLinesToSkip = 1)
    void tellsSiteAndMedium(
            @Nullable String referrer, @Nullable String ownHost, String page, @Nullable String site, String medium) {
        Campaign campaign = PageRules.defaults().resolve(page, null, null).campaign();
        Referral referral = RULES.classify(referrer, ownHost, OWN_HOSTS, campaign);
        assertThat(referral.site()).isEqualTo(site);
        assertThat(referral.medium().label()).isEqualTo(medium);
    }

    @Property
    void keepsNothingOfAPathOrAnOddHost(@ForAll String text) {
        for (String referrer : new String[] {text, "https://" + text, "https://partner.example/" + text}) {
            String site =
                    RULES.classify(referrer, null, Set.of(), Campaign.NONE).site();
            if (site != null) {
                assertThat(site).hasSizeLessThanOrEqualTo(100).matches("\\((address|local|malformed)\\)|[a-z0-9_.-]+");
            }
        }
    }
}
