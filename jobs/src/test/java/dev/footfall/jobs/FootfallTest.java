package dev.footfall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class FootfallTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "reprot                            | unknown command 'reprot': did you mean 'report'?",
                "report trafic                     | unknown command 'trafic': did you mean 'traffic'?",
                "policy explan x                   | unknown command 'explan': did you mean 'explain'?",
                "--warehuose w tables              | unknown option '--warehuose': did you mean '--warehouse'?",
                "tables --warehuose=w              | unknown option '--warehuose': did you mean '--warehouse'?",
                "report traffic --outptu json      | unknown option '--outptu': did you mean '--output'?",
                "formats --output jsn              | did you mean 'json'?",
                "zzzzzzzz                          | unknown command 'zzzzzzzz'; see 'footfall --help'",
                "policy                            | 'footfall policy' needs one of show, check, explain",
                "policy explain                    | missing required parameter: 'COLUMN'; see 'footfall policy explain --help'",
                "policy explain audience.hits.brwser | did you mean audience.hits.browser?",
                "tables audience.hit               | no table 'audience.hit': did you mean 'audience.hits'?",
                "quarantine list --limit many      | invalid value for option '--limit'",
                "quarantine list --limit 0         | --limit 0 shows nothing: give at least 1",
                "quarantine list --reason bad-tme  | no reason is called 'bad-tme': did you mean 'bad-time'?",
                "formats --format combined         | need a file: name it with --try FILE",
                "--config no-such.yaml tables      | no configuration at no-such.yaml",
                "--warehouse no-such-dir tables    | no warehouse at no-such-dir",
                "tables --warehouse no-such-dir    | no warehouse at no-such-dir",
                "report traffic --warehouse no-dir | no warehouse at no-dir",
            })
    void saysInOneLineWhatIsWrongAndEndsWithTwo(String arguments, String expected) {
        Cli.Run run = Cli.run((Object[]) arguments.split(" "));

        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("footfall: ").contains(expected);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void doesNotRepeatAnArgumentThatMayBeSomebodysAddress() {
        assertThat(Cli.run("policy", "explain", "a.b.c", "198.51.100.7").err()).doesNotContain("198");
        assertThat(Cli.run("198.51.100.7").err()).doesNotContain("198");
        assertThat(Cli.run("tables", "x", "somebody@example.org").err()).doesNotContain("example.org");
    }

    @Test
    void showsTheHelpToWhoTypesNothing() {
        Cli.Run run = Cli.run();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: footfall", "Commands:", "policy");
    }

    @ParameterizedTest
    @CsvSource({"--version", "report --version", "policy explain --version"})
    void printsTheVersionOfTheBuild(String arguments) {
        Cli.Run run = Cli.run((Object[]) arguments.split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("footfall \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    static List<List<String>> commands() {
        List<List<String>> paths = new ArrayList<>();
        collect(Footfall.commandLine(), List.of(), paths);
        return paths;
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> paths) {
        paths.add(path);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(sub, longer, paths);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithExamples(List<String> path) {
        List<String> arguments = new ArrayList<>(path);
        arguments.add("--help");
        Cli.Run run = Cli.run(arguments.toArray());

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: footfall", "Examples:", "  footfall ", "--warehouse");
    }

    @Test
    void takesConfigurationAndWarehouseBeforeOrAfterTheCommand(@TempDir Path directory) throws Exception {
        Path config = Files.writeString(directory.resolve("f.yaml"), "warehouse: elsewhere\n");

        Cli.Run before = Cli.run("--config", config.toString(), "tables");
        Cli.Run after = Cli.run("tables", "--config", config.toString());

        assertThat(before).isEqualTo(after);
        assertThat(before.err()).contains("no warehouse at " + directory.resolve("elsewhere"));
    }

    @Test
    void theWarehouseOfTheCommandLineOutranksTheConfiguration(@TempDir Path directory) throws Exception {
        Path config = Files.writeString(directory.resolve("f.yaml"), "warehouse: elsewhere\n");

        Cli.Run run = Cli.run("--config", config.toString(), "--warehouse", "here", "tables");

        assertThat(run.err()).contains("no warehouse at here");
    }

    @Test
    void readsTheConfigurationOfTheDirectoryWhenNoneIsNamed(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("footfall.yaml"), "warehouse: w\n");

        Workspace found = Workspace.of(new GlobalOptions(), file);
        Workspace none = Workspace.of(new GlobalOptions(), directory.resolve("other.yaml"));

        assertThat(found.warehouse()).isEqualTo(directory.resolve("w"));
        assertThat(found.configurationFile()).contains(file);
        assertThat(none.warehouse()).isEqualTo(Workspace.DEFAULT_WAREHOUSE);
        assertThat(none.configurationFile()).isEmpty();
    }

    @Test
    void aWrongPolicyIsOneLineHoweverManyFaultsItHas(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("p.yaml"), "footfall_policy: 1\nversoin: x\nk: many\n");
        Path config = Files.writeString(directory.resolve("f.yaml"), "policy: p.yaml\n");

        Cli.Run run = Cli.run("--config", config.toString(), "policy", "show");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("p.yaml", "more: 'footfall policy check' lists them)");
    }
}
