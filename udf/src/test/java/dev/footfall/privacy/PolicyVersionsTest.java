package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.privacy.PolicyChange.Effect;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyVersionsTest {
    private static final Path SAMPLE = Path.of("..", "data-samples", "policy.yaml");

    @TempDir
    Path temp;

    private Path file(String name, String starts, String earlier, String... changes) throws IOException {
        String yaml = PolicyFileTest.BUNDLED
                .replace("starts: 2011-11-25", "starts: " + starts + (earlier == null ? "" : "\nearlier: " + earlier))
                .replace("version: \"2011-11-25.1\"", "version: " + name.replace(".yaml", ""));
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(yaml).contains(changes[i]);
            yaml = yaml.replace(changes[i], changes[i + 1]);
        }
        return Files.writeString(temp.resolve(name), yaml);
    }

    private static Form city(PolicyVersions versions, String day) {
        return versions.on(LocalDate.parse(day)).form("audience.hits", "city");
    }

    private static final String[] NO_CITY = {
        "    city: { form: derive, purposes: [geography, audience], retention: 25 months, clause: logs.geography, class: other }",
        "    city: { form: drop }"
    };

    @Test
    void theBundledPolicyHoldsForAllDays() {
        PolicyVersions versions = PolicyVersions.bundled();
        assertThat(versions.spans()).singleElement().satisfies(span -> {
            assertThat(span.from()).isEqualTo(LocalDate.MIN);
            assertThat(span.until()).isEqualTo(LocalDate.MAX);
        });
        assertThat(city(versions, "1999-12-31")).isEqualTo(Form.DERIVE);
        assertThat(versions.files()).isEmpty();
    }

    @Test
    void aWiderVersionDoesNotReachBackAndANarrowerOneDoes() throws IOException {
        file("a.yaml", "2024-01-01", null);
        file("b.yaml", "2025-01-01", "a.yaml", NO_CITY);
        PolicyVersions versions = PolicyVersions.load(file("c.yaml", "2026-01-01", "b.yaml"));

        assertThat(city(versions, "2026-01-01")).isEqualTo(Form.DERIVE);
        assertThat(city(versions, "2025-12-31")).isEqualTo(Form.DROP);
        // What was given up in 2025 is not taken from hits of 2024 that come in later either.
        assertThat(city(versions, "2024-06-01")).isEqualTo(Form.DROP);
        assertThat(versions.current().policy().version()).isEqualTo("c");
        assertThat(versions.on(LocalDate.parse("2025-06-01")).policy().version())
                .isEqualTo("b, narrowed by c");
        assertThat(versions.files()).extracting(Path::getFileName).hasToString("[c.yaml, b.yaml, a.yaml]");
    }

    @Test
    void beforeTheFirstVersionNothingIsWiderThanTheBundledPolicy() throws IOException {
        PolicyVersions versions =
                PolicyVersions.load(file("a.yaml", "2024-01-01", null, "query_keys: [page,", "query_keys: [q, page,"));
        assertThat(versions.on(LocalDate.parse("2024-01-01")).allowedQueryKeys())
                .contains("q", "page");
        assertThat(versions.on(LocalDate.parse("2023-12-31")).allowedQueryKeys())
                .contains("page")
                .doesNotContain("q");
    }

    @Test
    void whatTwoVersionsAllowIsNoWiderThanEither() {
        PolicyFile bundled = PolicyFile.bundled();
        PolicyFile sample = PolicyFile.load(SAMPLE);
        for (List<PolicyFile> pair : List.of(List.of(bundled, sample), List.of(sample, bundled))) {
            PolicyFile both = NarrowerPolicy.of(pair.get(0), pair.get(1));
            assertThat(PolicyDifference.of(pair.get(0), both)).noneMatch(change -> change.effect() == Effect.WIDER);
            assertThat(PolicyDifference.of(pair.get(1), both)).noneMatch(change -> change.effect() == Effect.WIDER);
            assertThat(PolicyDifference.of(pair.get(0), pair.get(1)))
                    .as("the two are each wider in something")
                    .anyMatch(change -> change.effect() == Effect.WIDER);
            CompiledPolicy compiled = CompiledPolicy.ofAllTables(both);
            assertThat(Tables.ALL).allMatch(compiled::writable);
            assertThat(compiled.form("audience.hits", "browser")).isEqualTo(Form.TOKEN);
            assertThat(compiled.form("security.hits", "ip")).isEqualTo(Form.TOKEN);
            assertThat(compiled.cookieRole("uid")).isEqualTo(CookieRole.DROP);
            assertThat(compiled.cookieRole("PHPSESSID")).isEqualTo(CookieRole.SESSION);
            assertThat(compiled.cookieRole("_ga_1")).isEqualTo(CookieRole.VENDOR);
        }
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "session, browser, DROP",
        "browser, browser, BROWSER",
        "browser, drop, DROP",
    })
    void aCookieKeepsItsRoleWhenBothGiveItTheSame(String older, String newer, CookieRole expected) {
        PolicyFile first = PolicyFile.parse(withCookie(older), "a.yaml");
        PolicyFile second = PolicyFile.parse(withCookie(newer), "b.yaml");
        assertThat(CompiledPolicy.ofAllTables(NarrowerPolicy.of(first, second)).cookieRole("shop_a"))
                .isEqualTo(expected);
        assertThat(CompiledPolicy.ofAllTables(NarrowerPolicy.of(second, first)).cookieRole("shop_a"))
                .isEqualTo(expected);
    }

    /** The bundled policy with one more pattern. */
    private static String withCookie(String role) {
        return switch (role) {
            case "browser" -> PolicyFileTest.changed("browser: [ff_id,", "browser: [\"shop_*\", ff_id,");
            case "session" -> PolicyFileTest.changed("session:\n    [sid,", "session:\n    [shop_a, sid,");
            default -> PolicyFileTest.changed("drop: [csrftoken,", "drop: [shop_a, csrftoken,");
        };
    }

    @Test
    void pseudonymsOfADayStayThoseOfTheVersionOfThatDay() throws IOException {
        file("a.yaml", "2024-01-01", null);
        PolicyVersions versions = PolicyVersions.load(file(
                "b.yaml",
                "2025-02-10",
                "a.yaml",
                "vault: security\n    epoch: quarter",
                "vault: security\n    epoch: month",
                "vault: security, epoch: quarter",
                "vault: security, epoch: month"));
        assertThat(versions.on(LocalDate.parse("2025-02-09")).epoch(TokenKind.NET))
                .isEqualTo(EpochKind.QUARTER);
        assertThat(versions.on(LocalDate.parse("2025-02-10")).epoch(TokenKind.NET))
                .isEqualTo(EpochKind.MONTH);
    }

    @Test
    void aColumnThatAnOlderFileDoesNotKnowIsDropped() throws IOException {
        file("a.yaml", "2024-01-01", null, NO_CITY[0] + "\n", "");
        PolicyVersions versions = PolicyVersions.load(file("b.yaml", "2025-01-01", "a.yaml"));
        assertThat(city(versions, "2024-06-01")).isEqualTo(Form.DROP);
        for (TableSpec table : Tables.ALL) {
            assertThat(versions.spans()).allMatch(span -> span.policy().writable(table));
        }
    }

    @Test
    void aChainHasAnOrderAndAnEnd() throws IOException {
        file("a.yaml", "2025-01-01", null);
        Path same = file("b.yaml", "2025-01-01", "a.yaml");
        assertThatThrownBy(() -> PolicyVersions.load(same))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("starts on 2025-01-01, but the version after it")
                .hasMessageContaining("a.yaml");

        Path circle = file("c.yaml", "2025-01-01", "c.yaml");
        assertThatThrownBy(() -> PolicyVersions.load(circle)).hasMessageContaining("comes after it");

        Path lost = file("d.yaml", "2025-01-01", "nowhere.yaml");
        assertThatThrownBy(() -> PolicyVersions.load(lost)).hasMessageContaining("nowhere.yaml: no such file");
    }
}
