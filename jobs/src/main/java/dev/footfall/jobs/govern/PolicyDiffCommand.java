package dev.footfall.jobs.govern;

import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.privacy.PolicyChange;
import dev.footfall.privacy.PolicyDifference;
import dev.footfall.privacy.PolicyFile;
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

/** {@code footfall policy diff}: what another version of the policy would change. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "What a newer version of the policy would keep more, less, longer or shorter, use for other purposes, release"
                    + " or share; what is wider comes first.",
            "The word bundled in the place of a file stands for the policy that comes with the program."
        },
        footer = {
            "",
            "Examples:",
            "  footfall policy diff policy-2025.yaml policy-2026.yaml",
            "  footfall policy diff bundled my-policy.yaml --output json"
        })
final class PolicyDiffCommand implements Callable<Integer> {
    private static final String BUNDLED = "bundled";
    private static final List<String> COLUMNS = List.of("subject", "change", "effect", "detail");

    @ParentCommand
    PolicyCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(index = "0", paramLabel = "OLD", description = "The older policy file.")
    String older;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NEW",
            description = "The newer policy file (default: the one in force).")
    @Nullable
    String newer;

    @Override
    public Integer call() {
        PolicyFile before = load(older);
        PolicyFile after = newer == null ? parent.workspace().policy().policy() : load(newer);
        List<PolicyChange> changes = PolicyDifference.of(before, after);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (PolicyChange change : changes) {
            rows.add(
                    Arrays.asList(change.subject(), change.change(), PolicyRow.word(change.effect()), change.detail()));
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        spec.commandLine().getErr().println(summary(changes));
        return 0;
    }

    private static PolicyFile load(String file) {
        return file.equals(BUNDLED) ? PolicyFile.bundled() : PolicyFile.load(Path.of(file));
    }

    private static String summary(List<PolicyChange> changes) {
        return "wider: " + count(changes, PolicyChange.Effect.WIDER) + ", narrower: "
                + count(changes, PolicyChange.Effect.NARROWER) + ", neither: "
                + count(changes, PolicyChange.Effect.SAME);
    }

    private static long count(List<PolicyChange> changes, PolicyChange.Effect effect) {
        return changes.stream().filter(change -> change.effect() == effect).count();
    }
}
