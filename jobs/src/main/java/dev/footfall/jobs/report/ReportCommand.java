package dev.footfall.jobs.report;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.GlobalOptions;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.privacy.Purpose;
import dev.footfall.table.Tables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall report}: answers from the tables. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "REPORT",
        description = "Answers from the tables: traffic, audience, geography.",
        subcommands = {TrafficCommand.class, AudienceCommand.class, GeoCommand.class},
        footer = {
            "",
            "Examples:",
            "  footfall report traffic --by page",
            "  footfall report audience --by week",
            "  footfall report geo --by country --output csv"
        })
public final class ReportCommand implements Runnable {
    /** Least number of browsers or devices behind a released cell. */
    static final int K = 10;

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing the report: traffic, audience or geo");
    }

    GlobalOptions options() {
        return footfall.options();
    }

    /** Has the ledger note what a report over the hits of the audience vault shows. */
    static ReportOptions.Notes noting(Workspace workspace, CommandSpec command, Purpose... purposes) {
        return (rows, text) -> {
            Ledger ledger = workspace.ledger();
            ledger.append(NotedCommand.act(command, workspace.policy(), List.of(purposes))
                    .tables(List.of(Tables.AUDIENCE_HITS.fullName()))
                    .rows(rows)
                    .result(ledger.digest(text.getBytes(StandardCharsets.UTF_8)).orElse(null)));
        };
    }
}
