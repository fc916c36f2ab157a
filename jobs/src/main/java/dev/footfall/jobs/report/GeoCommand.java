package dev.footfall.jobs.report;

import dev.footfall.jobs.ReadSession;
import dev.footfall.jobs.output.Rows;
import dev.footfall.privacy.Purpose;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall report geo}. */
@Command(
        name = "geo",
        mixinStandardHelpOptions = true,
        description = "Where people are: estimates by country, region or city that sum to the total.",
        footer = {
            "",
            "Examples:",
            "  footfall report geo",
            "  footfall report geo --by region --where country=DE --from 2026-10 --to 2026-11",
            "  footfall report geo --by city --output csv"
        })
final class GeoCommand implements Callable<Integer> {
    /** How fine places are. */
    enum Level {
        country(Dimension.COUNTRY),
        region(Dimension.REGION),
        city(Dimension.CITY);

        private final Dimension dimension;

        Level(Dimension dimension) {
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
            paramLabel = "PLACE",
            defaultValue = "country",
            description = "Places: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Level by = Level.country;

    @Override
    public Integer call() {
        options.check();
        try (ReadSession session = ReadSession.open(report.options())) {
            Scope scope = options.scope(session.configuration()::zone, Who.human);
            GeoQuery query = new GeoQuery(scope, by.dimension, options.compare, ReportCommand.K);
            Rows rows = GeoReport.run(session.countedHits(), query);
            options.print(rows, false, spec, ReportCommand.noting(session.workspace(), spec, Purpose.GEOGRAPHY));
        }
        return 0;
    }
}
