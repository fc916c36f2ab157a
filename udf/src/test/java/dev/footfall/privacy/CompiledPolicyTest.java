package dev.footfall.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledPolicyTest {
    private static final CompiledPolicy BUNDLED = CompiledPolicy.of(PolicyFile.bundled(), Tables.ALL);

    private static CompiledPolicy changed(String find, String replace) {
        return CompiledPolicy.of(PolicyFile.parse(PolicyFileTest.changed(find, replace), "site.yaml"), Tables.ALL);
    }

    @Test
    void theBundledPolicyHasARuleForEveryColumnOfEveryTable() {
        assertThat(BUNDLED.violations()).isEmpty();
        for (TableSpec table : Tables.ALL) {
            assertThat(BUNDLED.writable(table)).isTrue();
            for (ColumnSpec column : table.columns()) {
                assertThat(BUNDLED.rule(table, column)).as(column.name()).isPresent();
                assertThat(column.forms()).contains(BUNDLED.form(table.fullName(), column.name()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "security.hits, ip, ENCRYPT",
        "security.hits, ts, KEEP",
        "security.hits, size_bucket, BUCKET",
        "audience.hits, ts, KEEP",
        "audience.hits, bytes, KEEP",
        "audience.hits, browser, TOKEN",
        "audience.hits, no_such_column, DROP",
        "no.table, browser, DROP",
    })
    void knowsTheFormOfAColumn(String table, String column, Form form) {
        assertThat(BUNDLED.form(table, column)).isEqualTo(form);
    }

    @Test
    void dropsAColumnWithoutRuleAndSaysSo() {
        CompiledPolicy policy = changed("    city: { form: derive,", "    #city: { form: derive,");
        assertThat(policy.form("audience.hits", "city")).isEqualTo(Form.DROP);
        assertThat(policy.violations())
                .extracting(Violation::path)
                .containsExactly("rules.audience.hits.city", "report.traffic.city", "report.geo.city");
        assertThat(policy.violations().get(0)).satisfies(violation -> {
            assertThat(violation)
                    .hasToString(
                            "site.yaml: rules.audience.hits.city: has no rule, so the column is"
                                    + " dropped; add a rule under rules: audience.hits: (form: drop says that dropping it is meant)");
        });
        assertThat(policy.writable(Tables.AUDIENCE_HITS)).isTrue();
    }

    @Test
    void aTableWithoutTheColumnsThatTheAccountsNeedCannotBeWritten() {
        CompiledPolicy policy = changed("  network.hourly:\n    batch:", "  network.hourly:\n    #batch:");
        assertThat(policy.writable(Tables.NETWORK_HOURLY)).isFalse();
        assertThat(policy.violations()).singleElement().matches(v -> v.what().contains("cannot be written"));
    }

    @Test
    void aRuleThatDropsIsNoViolation() {
        String rule = "{ form: derive, purposes: [geography, audience], retention: 25 months, clause: logs.geography,"
                + " class: other }";
        CompiledPolicy policy = changed("    city: " + rule, "    city: { form: drop, reason: the region is enough }");
        assertThat(policy.violations()).isEmpty();
        assertThat(policy.form("audience.hits", "city")).isEqualTo(Form.DROP);
        assertThat(policy.explain("audience.hits.city").note()).isEqualTo("the region is enough");
    }

    @ParameterizedTest
    @CsvSource({
        "uid, BROWSER",
        "UID, DROP",
        "uidx, DROP",
        "ui, DROP",
        "JSESSIONID, SESSION",
        "ASPSESSIONIDQQAB, SESSION",
        "_ga, VENDOR",
        "_ga_X1Y2, VENDOR",
        "_g, DROP",
        "ab_colour, PREFERENCE",
        "csrftoken, DROP",
        "unknown, DROP",
        "'', DROP",
        "ünknown, DROP",
    })
    void knowsTheRoleOfACookie(String name, CookieRole role) {
        assertThat(BUNDLED.cookieRole(name)).isEqualTo(role);
        byte[] line = ("Cookie: " + name + "=1").getBytes(UTF_8);
        int from = "Cookie: ".length();
        assertThat(BUNDLED.cookieRole(line, from, line.length - 2)).isEqualTo(role);
    }

    @Test
    void knowsPreferencesQueryKeysAndOptOutCookies() {
        assertThat(BUNDLED.keepsPreference("lang")).isTrue();
        assertThat(BUNDLED.keepsPreference("ab_colour")).isTrue();
        assertThat(BUNDLED.keepsPreference("country")).isFalse();
        assertThat(BUNDLED.allowedQueryKeys()).contains("utm_source").doesNotContain("email");
        assertThat(BUNDLED.isOptOutCookie("ff_optout")).isTrue();
        assertThat(BUNDLED.k()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "BROWSER, MONTH",
        "DEVICE_DAY, DAY",
        "IP_CRYPT, QUARTER",
        "ADDRESS_SKETCH, MONTH",
        "QUARANTINE, MONTH",
        "SUPPRESSION, ALWAYS",
    })
    void knowsTheEpochOfATokenKind(TokenKind kind, EpochKind epoch) {
        assertThat(BUNDLED.epoch(kind)).isEqualTo(epoch);
    }

    @Test
    void epochsFollowThePurposesOfTheVault() {
        String yaml = PolicyFileTest.BUNDLED
                .replace("vault: audience, epoch: month", "vault: audience, epoch: day")
                .replace("vault: audience\n    epoch: month", "vault: audience\n    epoch: day");
        CompiledPolicy policy = CompiledPolicy.of(PolicyFile.parse(yaml, "site.yaml"), Tables.ALL);
        assertThat(policy.epoch(TokenKind.PERSON)).isEqualTo(EpochKind.DAY);
        assertThat(policy.epoch(TokenKind.NET)).isEqualTo(EpochKind.QUARTER);
    }

    @Test
    void rowsAreKeptAsLongAsTheirLongestColumn() {
        assertThat(BUNDLED.retention(Tables.AUDIENCE_HITS)).hasToString("25 months");
        assertThat(BUNDLED.retention(Tables.SECURITY_HITS)).hasToString("90 days");
        assertThat(BUNDLED.retention(Tables.QUARANTINE)).hasToString("14 days");
    }

    @Test
    void explainsAColumnByRulePurposeRetentionAndClause() {
        Explanation why = BUNDLED.explain("audience.hits.browser");
        assertThat(why.form()).isEqualTo(Form.TOKEN);
        assertThat(why.retention()).hasToString("25 months");
        assertThat(why.uses()).extracting(Explanation.Use::purpose).containsExactly(Purpose.AUDIENCE, Purpose.RESEARCH);
        assertThat(why.clause()).hasValueSatisfying(clause -> {
            assertThat(clause.id()).isEqualTo("cookies.audience");
            assertThat(clause.summary()).isPresent();
        });
        assertThat(why.line()).isPositive();
    }

    @Test
    void offersTheNearestColumn() {
        assertThatThrownBy(() -> BUNDLED.explain("audience.hits.browsr"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("did you mean audience.hits.browser?");
    }

    @Test
    void everyKindOfTokenHasAKeyDirectoryOfItsOwn() {
        Set<String> directories = new HashSet<>();
        for (TokenKind kind : TokenKind.values()) {
            directories.add(kind.vault().label() + "/" + kind.label());
            assertThat(TokenKind.of(kind.vault().label(), kind.label())).contains(kind);
        }
        assertThat(directories).hasSameSizeAs(TokenKind.values());
    }
}
