package dev.footfall.jobs.govern;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.privacy.ClauseComparison;
import dev.footfall.privacy.ClauseFinding;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.text.Reason;
import java.io.IOException;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall policy verify}: whether policy file and policy text still say the same. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Whether the policy's text is still the one that the policy file was written for: clauses that changed, moved,"
                    + " vanished or are new, and clauses that nothing in the file carries out.",
            "Ends with exit code 3 when there is any."
        },
        footer = {
            "",
            "Examples:",
            "  footfall policy verify --text privacy-policy.txt",
            "  footfall policy verify my-policy.yaml --text privacy-policy.md --output json"
        })
final class PolicyVerifyCommand implements Callable<Integer> {
    private static final int EXIT_FOUND = 3;
    private static final List<String> COLUMNS = List.of("clause", "finding", "line", "advice");

    @ParentCommand
    PolicyCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Option(
            names = "--text",
            required = true,
            paramLabel = "FILE",
            description = "The policy's text, plain or Markdown, UTF-8.")
    Path text;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The policy file to verify (default: the one in force).")
    @Nullable
    Path file;

    @Override
    public Integer call() {
        PolicyFile policy = file == null ? parent.workspace().policy().policy() : PolicyFile.load(file);
        List<ClauseFinding> findings = ClauseComparison.of(policy, read(text));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ClauseFinding finding : findings) {
            rows.add(Arrays.asList(
                    finding.clause().orElse(null),
                    PolicyRow.word(finding.kind()),
                    finding.line().orElse(null),
                    finding.advice()));
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        if (findings.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("the text is the one that " + policy.origin() + " was written for; clauses: "
                            + policy.clauses().size());
        }
        return findings.isEmpty() ? 0 : EXIT_FOUND;
    }

    private static String read(Path text) {
        try {
            return Files.readString(text);
        } catch (IOException e) {
            throw new UserException(
                    "cannot read " + text + " (" + Reason.of(e) + ")", "give the policy's text, saved as UTF-8");
        }
    }
}
