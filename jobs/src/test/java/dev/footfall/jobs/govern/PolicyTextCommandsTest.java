package dev.footfall.jobs.govern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Samples;
import dev.footfall.privacy.ClauseText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code policy verify}, {@code policy diff} and what {@code policy check} says of reports. */
class PolicyTextCommandsTest {
    private static final String TEXT = "# Policy\n\nWe keep logs.\n\nWe sell nothing.\n";

    @TempDir
    Path temp;

    private static String sample() throws IOException {
        return Files.readString(Samples.directory().resolve("policy.yaml"));
    }

    /** The sample policy with two more clauses, whose text is {@link #TEXT}, in the place of those that it has. */
    private Path policy() throws IOException {
        String clauses = "";
        for (String text : ClauseText.clauses(TEXT)) {
            String id = text.contains("logs") ? "keeping" : "selling";
            clauses += "  " + id + ":\n    sha256: \"" + ClauseText.digest(text) + "\"\n    summary: \"says so\"\n"
                    + "    carried_by: [rules]\n";
        }
        String yaml = sample();
        String rest = yaml.substring(yaml.indexOf("\n# Key life"))
                .replaceAll("clauses: \\[[^]]*]", "clauses: [keeping]")
                .replaceAll("clause: [a-z.]+", "clause: keeping");
        return Samples.write(
                temp.resolve("policy.yaml"), yaml.substring(0, yaml.indexOf("  logs:\n")) + clauses + rest);
    }

    @Test
    void aTextThatIsTheSameIsFine() throws IOException {
        Path text = Samples.write(temp.resolve("policy.md"), TEXT);
        Cli.Run run = Cli.run("policy", "verify", policy(), "--text", text, "--output", "json");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.rows()).isEmpty();
        assertThat(run.err()).contains("was written for; clauses: 2");
    }

    @Test
    void aTextThatChangedEndsWithThree() throws IOException {
        Path text = Samples.write(
                temp.resolve("policy.md"), TEXT.replace("We keep logs.", "We share all.\n\nWe keep logs for ever."));
        Cli.Run run = Cli.run("policy", "verify", policy(), "--text", text, "--output", "json");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.rows()).extracting("finding").containsExactly("new", "changed");
        assertThat(run.rows()).extracting("clause").containsExactly(null, "keeping");
        assertThat(run.rows()).extracting("line").containsExactly(3, 5);
        assertThat(run.rows().get(1).get("advice")).asString().contains(ClauseText.digest("We keep logs for ever."));
    }

    @Test
    void aTextThatIsNotThereIsAUsageError() {
        assertThat(Cli.run("policy", "verify").code()).isEqualTo(2);
        Cli.Run run = Cli.run("policy", "verify", "--text", temp.resolve("none.txt"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("none.txt").hasLineCount(1);
    }

    @Test
    void diffSaysWhatIsWiderFirst() throws IOException {
        Path old = Samples.write(temp.resolve("old.yaml"), sample());
        Path now = Samples.write(
                temp.resolve("new.yaml"), sample().replace("k: 20", "k: 10").replace("12 hours", "2 hours"));
        Cli.Run run = Cli.run("policy", "diff", old, now, "--output", "json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows()).extracting("subject").containsExactly("k", "re-authentication");
        assertThat(run.rows()).extracting("effect").containsExactly("wider", "narrower");
        assertThat(run.rows()).extracting("change").containsExactly("released more", "asked sooner");
        assertThat(run.err()).contains("wider: 1, narrower: 1, neither: 0");
        assertThat(Cli.run("policy", "diff", "bundled", "--output", "json").rows())
                .as("the policy in force is the bundled one")
                .isEmpty();
    }

    @Test
    void everyReportDeclaresItsColumns() {
        assertThat(ReportOutputs.unmapped(Footfall.commandLine(), "policy.yaml"))
                .isEmpty();
    }

    @Command(name = "secrets")
    static final class UndeclaredReport {}

    @Test
    void aReportWithoutDeclaredColumnsIsAViolation() {
        CommandLine program = Footfall.commandLine();
        program.getSubcommands().get("report").addSubcommand(new UndeclaredReport());
        assertThat(ReportOutputs.unmapped(program, "policy.yaml"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.path()).isEqualTo("report.secrets"));
    }

    @Test
    void aPolicyWhoseEarlierVersionIsWrongIsWrong() throws IOException {
        Path file = Samples.write(
                temp.resolve("now.yaml"),
                sample().replace("starts: 2026-01-01", "starts: 2026-01-01\nearlier: old.yaml"));
        Samples.write(temp.resolve("old.yaml"), sample().replace("k: 20", "k: 10"));
        Cli.Run run = Cli.run("policy", "check", file, "--output", "json");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.rows()).extracting("path").isEqualTo(List.of("earlier"));
    }

    @Test
    void showsWhatHoldsForADay() throws IOException {
        Samples.write(
                temp.resolve("old.yaml"),
                sample().replace("starts: 2026-01-01", "starts: 2025-01-01")
                        .replaceFirst("    region: \\{.*}", "    region: { form: drop }"));
        Samples.write(
                temp.resolve("now.yaml"),
                sample().replace("starts: 2026-01-01", "starts: 2026-01-01\nearlier: old.yaml"));
        Path config = Samples.write(temp.resolve("footfall.yaml"), "policy: now.yaml\n");
        for (String day : List.of("2025-12-31", "2026-01-01")) {
            Cli.Run run =
                    Cli.run("--config", config, "policy", "show", "audience.hits", "--day", day, "--output", "json");
            assertThat(run.rows())
                    .filteredOn(row -> "audience.hits.region".equals(row.get("column")))
                    .extracting("form")
                    .isEqualTo(List.of(day.startsWith("2026") ? "derive" : "drop"));
        }
    }
}
