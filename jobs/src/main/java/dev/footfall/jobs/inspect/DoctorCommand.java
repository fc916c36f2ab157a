package dev.footfall.jobs.inspect;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.GlobalOptions;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall doctor}: whether the program can work here, and what would make it work better. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Whether footfall can work here: Java, memory, Spark, configuration, policy, databases, catalogue, warehouse,"
                    + " keys.",
            "Ends with exit code 3 when something cannot work."
        },
        footer = {
            "",
            "Examples:",
            "  footfall doctor",
            "  footfall --config footfall.yaml --warehouse w doctor --output json"
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final int EXIT_FOUND = 3;

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>(MachineChecks.all());
        Workspace workspace = configuration(footfall.options(), findings);
        findings.addAll(PolicyChecks.all(workspace));
        findings.addAll(DatabaseChecks.all(workspace.configuration()));
        findings.add(EncryptionChecks.spark(workspace.configuration().spark()));
        findings.addAll(WarehouseChecks.all(workspace));
        output.print(
                new Rows(Finding.COLUMNS, findings.stream().map(Finding::row).toList()),
                spec.commandLine().getOut());
        boolean failed = findings.stream().anyMatch(f -> f.status() == Finding.Status.fail);
        return failed ? EXIT_FOUND : 0;
    }

    private static Workspace configuration(GlobalOptions options, List<Finding> findings) {
        try {
            Workspace workspace = Workspace.of(options);
            findings.add(Finding.ok(
                    "configuration",
                    workspace.configurationFile().map(Object::toString).orElse("none; the defaults hold")));
            return workspace;
        } catch (UserException e) {
            findings.add(Finding.fail("configuration", "cannot be used", String.valueOf(e.getMessage())));
            return Workspace.withDefaults(options);
        }
    }
}
