package dev.footfall.jobs.govern;

import dev.footfall.jobs.UserException;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.Explanation;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.table.Form;
import dev.footfall.table.Tables;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall policy explain}: why a column is what it is. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Why a column is what it is: its rule, the purposes it serves, how long, and the clauses.",
        footer = {
            "",
            "Examples:",
            "  footfall policy explain audience.hits.browser",
            "  footfall policy explain latitude"
        })
final class PolicyExplainCommand implements Callable<Integer> {
    @ParentCommand
    PolicyCommand parent;

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "COLUMN",
            description = "Vault, table and column, such as audience.hits.browser; the column alone if only one table"
                    + " has it.")
    String column;

    @Override
    public Integer call() {
        CompiledPolicy policy = parent.workspace().policy();
        Explanation why = policy.explain(fullName(column));
        print(why, policy.policy(), spec.commandLine().getOut());
        return 0;
    }

    private static String fullName(String typed) {
        if (typed.indexOf('.') >= 0) {
            return typed;
        }
        List<String> found = Tables.ALL.stream()
                .filter(table -> table.column(typed).isPresent())
                .map(table -> table.fullName() + "." + typed)
                .toList();
        if (found.size() > 1) {
            throw new UserException(
                    "'" + typed + "' is a column of several tables", "name one of " + String.join(", ", found));
        }
        return found.isEmpty() ? typed : found.get(0);
    }

    private static void print(Explanation why, PolicyFile policy, PrintWriter out) {
        out.println(why.column() + ": " + why.description());
        line(out, "form", PolicyRow.word(why.form()) + ", " + meaning(why.form()));
        if (why.form() == Form.DROP) {
            line(out, "because", why.note().isEmpty() ? "its rule says so" : why.note());
        } else {
            line(out, "class", why.dataClass().label());
            line(out, "kept", why.retention().toString());
            for (Explanation.Use use : why.uses()) {
                line(out, "for", use.purpose().label() + purpose(why, use));
            }
            TreeSet<String> clauses = new TreeSet<>();
            why.clause().ifPresent(c -> clauses.add(c.id()));
            why.uses().forEach(use -> clauses.addAll(use.clauses()));
            clauses.forEach(id -> line(out, "clause", id + ": " + summary(policy, id)));
        }
        String place = why.line() > 0 ? ", line " + why.line() : "";
        line(out, "rule", why.origin() + place + ", version " + why.version());
    }

    private static String purpose(Explanation why, Explanation.Use use) {
        boolean token = why.form() == Form.TOKEN || why.form() == Form.ENCRYPT;
        String epoch = token ? ", token changes each " + use.epoch().label() : "";
        return " (" + use.vault().label() + " vault, at most " + use.retention() + epoch + ") → "
                + String.join(", ", use.clauses());
    }

    private static String summary(PolicyFile policy, String id) {
        PolicyFile.Clause clause = policy.clauses().get(id);
        return clause == null ? "" : clause.summary().or(clause::outOfScope).orElse("");
    }

    private static String meaning(Form form) {
        return switch (form) {
            case KEEP -> "as logged, after scrubbing";
            case DERIVE -> "computed from what is logged, which itself is not kept";
            case TRUNCATE -> "with its detail cut off";
            case BUCKET -> "rounded down to a power of two";
            case TOKEN -> "a keyed pseudonym";
            case ENCRYPT -> "a keyed pseudonym that can be reversed while its key lives";
            case DROP -> "not kept";
        };
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(String.format(Locale.ROOT, "  %-8s %s", name, value));
    }
}
