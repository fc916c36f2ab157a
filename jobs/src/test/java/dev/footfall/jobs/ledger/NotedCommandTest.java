package dev.footfall.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Nothing that was typed about a visitor gets into the ledger. */
class NotedCommandTest {
    enum Size {
        small
    }

    @Command(name = "footfall", subcommands = Erase.class)
    static final class Program {}

    @Command(name = "erase")
    static final class Erase {
        @Option(names = "--ip")
        List<String> ips = List.of();

        @Option(names = "--account")
        String account;

        @Option(names = {"-c", "--case"})
        String caseId;

        @Option(names = "--where")
        List<String> where = List.of();

        @Option(names = "--out")
        Path out;

        @Option(names = "--size")
        Size size;

        @Option(names = "--limit")
        int limit;

        @Option(names = "--prove")
        boolean prove;

        @Parameters
        List<String> more = List.of();
    }

    private static List<String> noted(String... arguments) {
        CommandLine line = new CommandLine(new Program());
        line.parseArgs(arguments);
        return NotedCommand.of(line.getSubcommands().get("erase").getCommandSpec());
    }

    @Test
    void valuesOfUnknownOptionsAreCountedAlone() {
        assertThat(noted(
                        "erase",
                        "--ip",
                        "192.0.2.7",
                        "--ip",
                        "192.0.2.8",
                        "--account=ada",
                        "--out",
                        "/home/ada/x",
                        "ada",
                        "bob"))
                .containsExactlyInAnyOrder(
                        "--ip=(2 values)", "--account=(1 value)", "--out=(1 value)", "(2 arguments)");
    }

    @Test
    void theOperatorsOwnWordsAreScrubbed() {
        assertThat(noted(
                        "erase",
                        "-c",
                        "OPS-311 of ada@example.org",
                        "--where",
                        "page=/a",
                        "--where",
                        "page=/mail/ada@example.org"))
                .containsExactlyInAnyOrder(
                        "--case=OPS-311 of {email}", "--where=page=/a", "--where=page=/mail/{email}");
    }

    @Test
    void switchesNumbersAndNamesFromAListAreNotedAsTheyAre() {
        assertThat(noted("erase", "--prove", "--limit", "5", "--size", "small"))
                .containsExactlyInAnyOrder("--prove", "--limit=5", "--size=small");
    }

    @Test
    void theCommandIsNamedWithoutTheProgram() {
        CommandLine line = new CommandLine(new Program());
        assertThat(NotedCommand.command(line.getSubcommands().get("erase").getCommandSpec()))
                .isEqualTo("erase");
    }
}
