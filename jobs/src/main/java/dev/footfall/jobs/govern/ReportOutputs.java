package dev.footfall.jobs.govern;

import dev.footfall.privacy.Violation;
import dev.footfall.table.OutputColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** Which reports the program has, by its own commands, against those whose columns are declared. */
final class ReportOutputs {
    private static final String REPORT = "report";

    private ReportOutputs() {}

    /** A violation for each report of which the policy cannot say what it shows. */
    static List<Violation> unmapped(CommandLine program, String origin) {
        List<String> reports = new ArrayList<>();
        CommandLine report = program.getSubcommands().get(REPORT);
        if (report != null) {
            collect(report, REPORT, reports);
        }
        Set<String> declared = OutputColumns.outputs();
        return reports.stream()
                .filter(name -> !declared.contains(name))
                .map(name -> new Violation(
                        origin,
                        0,
                        0,
                        name,
                        "is a report whose columns are not declared",
                        "say in output_columns.csv from which columns of tables each of its columns comes"))
                .toList();
    }

    /** The commands below one that have none below themselves, joined by dots. */
    private static void collect(CommandLine command, String name, List<String> reports) {
        if (command.getSubcommands().isEmpty()) {
            reports.add(name);
        }
        command.getSubcommands().forEach((word, below) -> collect(below, name + "." + word, reports));
    }
}
