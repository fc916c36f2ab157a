package dev.footfall.jobs.report;

import dev.footfall.jobs.ReadSession;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import dev.footfall.privacy.Purpose;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall report audience}. */
@Command(
        name = "audience",
        mixinStandardHelpOptions = true,
        description = "How many people, on how many browsers, in how many visits; estimates with their intervals.",
        footer = {
            "",
            "Examples:",
            "  footfall report audience --by week",
            "  footfall report audience --by month --explain",
            "  footfall report audience --by month --per country --output csv",
            "  footfall report audience --by all --from 2026-10-05 --to 2026-10-19 --compare"
        })
final class AudienceCommand implements Callable<Integer> {
    /** What people can be counted apart by. */
    enum Per {
        all(null),
        country(Dimension.COUNTRY),
        host(Dimension.HOST),
        device(Dimension.DEVICE);

        private final @Nullable Dimension dimension;

        Per(@Nullable Dimension dimension) {
            this.dimension = dimension;
        }
    }

    @ParentCommand
    ReportCommand report;

    @Spec
    CommandSpec spec;

    @Mixin
    ReportOptions options = new ReportOptions();

    @Option(
            names = "--by",
            paramLabel = "PERIOD",
            defaultValue = "day",
            description = "Periods: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Granularity by = Granularity.day;

    @Option(
            names = "--per",
            paramLabel = "DIM",
            defaultValue = "all",
            description = "Count apart: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Per per = Per.all;

    @Option(names = "--explain", description = "Show how each estimate was found, step by step, instead.")
    boolean explain;

    @Option(
            names = "--methods",
            description =
                    "Show instead, beside our people, the visitors that GoAccess, Plausible, Matomo and Wikimedia would count.")
    boolean methods;

    @Override
    public Integer call() {
        options.check();
        if (explain && methods) {
            throw new UserException("--explain and --methods show two things", "ask for one after the other");
        }
        try (ReadSession session = ReadSession.open(report.options())) {
            Scope scope = options.scope(session.configuration()::zone, Who.human);
            AudienceQuery query = new AudienceQuery(scope, by, per.dimension, options.compare, ReportCommand.K);
            Rows rows = explain
                    ? AudienceReport.explain(session.countedHits(), query)
                    : methods
                            ? AudienceReport.besideOthers(session.countedHits(), query)
                            : AudienceReport.run(session.countedHits(), query);
            options.print(rows, true, spec, ReportCommand.noting(session.workspace(), spec, Purpose.AUDIENCE));
        }
        return 0;
    }
}
