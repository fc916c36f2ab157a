package dev.footfall.jobs.report;

import dev.footfall.jobs.ReadSession;
import dev.footfall.jobs.output.Rows;
import dev.footfall.privacy.Purpose;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall report traffic}. Shows the operator small cells too. */
@Command(
        name = "traffic",
        mixinStandardHelpOptions = true,
        description = {
            "Hits, pageviews, visits, browsers and bytes by any dimension.",
            "",
            "Dimensions: day, hour, weekday, week, month, site, host, page, entry, exit, kind, status, method,"
                    + " referrer, medium, campaign, search, country, region, city, network, device, os, agent,"
                    + " agent_version, language, agent_class, signed_in, cookie_state, mime, not_found."
        },
        footer = {
            "",
            "Examples:",
            "  footfall report traffic",
            "  footfall report traffic --by page --from 2026-10 --to 2026-11 --compare",
            "  footfall report traffic --by day,device --where country=DE --where country=AT",
            "  footfall report traffic --by not_found,referrer --who all --limit 20",
            "  footfall report traffic --by status --who all --output json"
        })
final class TrafficCommand implements Callable<Integer> {
    @ParentCommand
    ReportCommand report;

    @Spec
    CommandSpec spec;

    @Mixin
    ReportOptions options = new ReportOptions();

    @Option(
            names = "--by",
            paramLabel = "DIM",
            split = ",",
            defaultValue = "day",
            description = "Dimensions, separated by commas (default: ${DEFAULT-VALUE}).")
    List<String> by = List.of("day");

    @Override
    public Integer call() {
        List<Dimension> dimensions =
                by.stream().map(name -> Dimension.named(name.strip())).toList();
        options.check();
        Who who = dimensions.contains(Dimension.AGENT_CLASS) ? Who.all : Who.human;
        try (ReadSession session = ReadSession.open(report.options())) {
            Scope scope = options.scope(session.configuration()::zone, who);
            TrafficQuery query = new TrafficQuery(scope, dimensions, options.compare, TrafficQuery.SHOW_ALL);
            Rows rows = TrafficReport.run(session.countedHits(), query);
            options.print(
                    rows,
                    dimensions.get(0).isTime(),
                    spec,
                    ReportCommand.noting(session.workspace(), spec, Purpose.AUDIENCE, Purpose.ANALYTICS));
        }
        return 0;
    }
}
