package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.ClauseFinding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClauseComparisonTest {
    private static final String TEXT = """
            # Our policy

            We run a shop.

            We log visits, to:

              * count visitors
              * find faults
              * improve the shop

            We set cookies, to:

              * count visitors
              * remember what you like

            We keep logs for a year and
            then remove them.
            """;

    private static final List<String> IDS = List.of(
            "shop",
            "logs",
            "logs.count",
            "logs.faults",
            "logs.improve",
            "cookies",
            "cookies.count",
            "cookies.likes",
            "retention");

    /** The bundled policy with the clauses of {@link #TEXT}, each carried by something. */
    private static PolicyFile policy() {
        List<String> texts = ClauseText.clauses(TEXT);
        StringBuilder clauses = new StringBuilder("clauses:\n");
        for (int i = 0; i < IDS.size(); i++) {
            clauses.append("  %s:\n    sha256: \"%s\"\n    summary: \"%s\"\n    carried_by: [rules]\n"
                    .formatted(IDS.get(i), ClauseText.digest(texts.get(i)), summary(IDS.get(i))));
            if (IDS.get(i).equals("cookies.count")) {
                clauses.append("    same_text_as: logs.count\n");
            }
        }
        String bundled = PolicyFileTest.BUNDLED;
        String rest = bundled.substring(bundled.indexOf("\n# Key life"))
                .replaceAll("clauses: \\[[^]]*]", "clauses: [logs.count]")
                .replaceAll("clause: [a-z.]+", "clause: logs.count");
        return PolicyFile.parse(bundled.substring(0, bundled.indexOf("clauses:\n")) + clauses + rest, "shop.yaml");
    }

    private static String summary(String id) {
        return switch (id) {
            case "logs.improve" -> "logs may be studied to make the shop better";
            case "retention" -> "logs are kept a year";
            default -> "says something";
        };
    }

    private static List<ClauseFinding> findings(String text) {
        return ClauseComparison.of(policy(), text);
    }

    private static String words(List<ClauseFinding> findings) {
        return findings.stream()
                .map(f -> f.clause().orElse("-") + " " + f.kind().label()
                        + f.line().map(line -> " " + line).orElse(""))
                .collect(Collectors.joining(", "));
    }

    @Test
    void findsNothingInTheTextItself() {
        assertThat(findings(TEXT)).isEmpty();
        assertThat(findings(TEXT.replace("\n", "\r\n").replace("  * ", "1. "))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    a word                   | find faults\\n | find the faults\\n | logs.faults changed 8
                    a word of a twin, first  | to:\\n\\n  * count visitors\\n  * find | to:\\n\\n  * count all visitors\\n  * find | logs.count changed 7
                    a word of a twin, second | to:\\n\\n  * count visitors\\n  * rem | to:\\n\\n  * count all visitors\\n  * rem | cookies.count changed 13
                    a removed item           | "  * find faults\\n" | | logs.faults vanished
                    a removed twin           | "  * count visitors\\n  * rem" | "  * rem" | cookies.count vanished
                    a removed paragraph      | "We keep logs for a year and\\nthen remove them.\\n" | | retention vanished
                    a new paragraph          | "We keep" | "We sell nothing.\\n\\nWe keep" | - new 16
                    a new item               | "  * improve" | "  * sell\\n  * improve" | - new 9
                    a third of twins         | "  * remember" | "  * count visitors\\n  * remember" | - new 14
                    a reordered list         | "  * count visitors\\n  * find faults\\n" | "  * find faults\\n  * count visitors\\n" | logs.count moved 8
                    removed and changed      | "  * find faults\\n  * improve the shop\\n" | "  * improve our shop\\n" | logs.faults vanished, logs.improve changed 8
                    new and changed          | "We keep logs for a year and\\n" | "We sell nothing.\\n\\nWe keep logs for two years and\\n" | - new 16, retention changed 18
                    """)
    void finds(String what, String find, String replace, String expected) {
        String from = unquoted(find);
        assertThat(TEXT).contains(from);
        String changed = TEXT.replaceFirst(java.util.regex.Pattern.quote(from), unquoted(replace));
        assertThat(words(findings(changed))).as(what).isEqualTo(expected);
    }

    private static String unquoted(String cell) {
        return cell == null ? "" : cell.replace("\"", "").replace("\\n", "\n");
    }

    @Test
    void saysWhatToDo() {
        String changed = TEXT.replace("find faults", "find the faults").replace("We keep", "No more.\n\nWe keep");
        assertThat(findings(changed))
                .extracting(ClauseFinding::advice)
                .satisfiesExactly(
                        advice ->
                                assertThat(advice).contains("sha256: \"" + ClauseText.digest("find the faults") + "\""),
                        advice -> assertThat(advice)
                                .startsWith("begins with \"No more.\"")
                                .contains(ClauseText.digest("No more.")));
    }

    @Test
    void findsAClauseThatNothingCarriesOut() {
        PolicyFile policy = PolicyFile.parse(PolicyFileTest.changed("    carried_by: [starts]\n", ""), "site.yaml");
        assertThat(ClauseComparison.of(policy, ""))
                .filteredOn(f -> f.kind() == Kind.WITHOUT_RULE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.clause()).contains("overview"));
        assertThat(CompiledPolicy.ofAllTables(policy).violations())
                .extracting(Violation::path)
                .containsExactly("clauses.overview");
    }

    @Test
    void anEmptyTextHasLostEveryClause() {
        assertThat(findings("")).hasSize(IDS.size()).allMatch(f -> f.kind() == Kind.VANISHED);
    }

    @Test
    @EnabledIfSystemProperty(named = "footfall.policy-text", matches = ".+")
    void theBundledPolicyAgreesWithTheTextThatItIsWrittenFor() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("footfall.policy-text")));
        assertThat(ClauseComparison.of(PolicyFile.bundled(), text)).isEmpty();
    }
}
