package dev.footfall.jobs.govern;

import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyException;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.privacy.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall policy check}: what is wrong with the policy. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "What is wrong with the policy: wrong keys and values, columns and outputs that no rule names, and clauses that"
                    + " nothing carries out.",
            "Ends with exit code 3 when there is anything."
        },
        footer = {"", "Examples:", "  footfall policy check", "  footfall policy check my-policy.yaml --output json"})
final class PolicyCheckCommand implements Callable<Integer> {
    private static final int EXIT_FOUND = 3;
    private static final List<String> COLUMNS = List.of("file", "line", "column", "path", "violation", "advice");

    @ParentCommand
    PolicyCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The policy file to check (default: the one in force).")
    @Nullable
    Path file;

    @Override
    public Integer call() {
        List<Violation> violations = violations();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Violation v : violations) {
            boolean placed = v.line() > 0;
            rows.add(Arrays.asList(
                    v.origin(),
                    placed ? Integer.valueOf(v.line()) : null,
                    placed ? Integer.valueOf(v.column()) : null,
                    v.path(),
                    v.what(),
                    v.mend()));
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        if (violations.isEmpty()) {
            spec.commandLine().getErr().println("no violations");
        }
        return violations.isEmpty() ? 0 : EXIT_FOUND;
    }

    private List<Violation> violations() {
        try {
            CompiledPolicy policy = file == null
                    ? parent.workspace().policy()
                    : PolicyVersions.load(file).current();
            List<Violation> all = new ArrayList<>(policy.violations());
            all.addAll(ReportOutputs.unmapped(
                    spec.root().commandLine(), policy.policy().origin()));
            return all;
        } catch (PolicyException e) {
            if (file != null && !Files.isReadable(file)) {
                throw e; // there is nothing to check
            }
            return e.violations();
        }
    }
}
