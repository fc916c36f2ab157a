package dev.footfall.jobs.ledger;

import dev.footfall.ledger.Act;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile.PurposeTerms;
import dev.footfall.privacy.Purpose;
import dev.footfall.privacy.Scrubber;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command line as the ledger notes it. A value is noted only where its option is known to say nothing of a visitor;
 * of all others, and of every positional argument, only how many there were.
 */
public final class NotedCommand {
    /** Options whose text is the operator's own. It is scrubbed nonetheless. */
    private static final Set<String> NOTED = Set.of(
            "--as-of",
            "--basis",
            "--batch",
            "--by",
            "--case",
            "--dataset",
            "--from",
            "--kind",
            "--per",
            "--reason",
            "--recipient",
            "--rho",
            "--site",
            "--to",
            "--until",
            "--where");

    private NotedCommand() {}

    /** The act of a command, for these purposes and under all clauses that allow them. */
    public static Act act(CommandSpec spec, CompiledPolicy policy, Collection<Purpose> purposes) {
        Set<String> clauses = new LinkedHashSet<>();
        for (Purpose purpose : purposes) {
            PurposeTerms terms = policy.policy().purposes().get(purpose);
            if (terms != null) {
                clauses.addAll(terms.clauses());
            }
        }
        return Act.of(command(spec), of(spec))
                .purposes(purposes.stream().map(Purpose::label).toList(), clauses);
    }

    /** Name of a command with those above it, without the program's: {@code report geo}. */
    static String command(CommandSpec spec) {
        String qualified = spec.qualifiedName();
        return qualified.substring(qualified.indexOf(' ') + 1);
    }

    /** What was typed after the command's name. */
    static List<String> of(CommandSpec spec) {
        List<String> noted = new ArrayList<>();
        ParseResult parsed = spec.commandLine().getParseResult();
        if (parsed == null) {
            return noted;
        }
        // Each stands there once an occurrence, with all its values.
        for (OptionSpec option : new LinkedHashSet<>(parsed.matchedOptions())) {
            note(option, noted);
        }
        int positional = parsed.matchedPositionals().stream()
                .distinct()
                .mapToInt(p -> p.originalStringValues().size())
                .sum();
        if (positional > 0) {
            noted.add("(" + positional + (positional == 1 ? " argument)" : " arguments)"));
        }
        return noted;
    }

    private static void note(OptionSpec option, List<String> noted) {
        String name = option.longestName();
        Object value = option.getValue();
        if (value instanceof Boolean || option.arity().max() == 0) {
            noted.add(name);
        } else if (value instanceof Number || value instanceof Enum || value instanceof Temporal) {
            noted.add(name + "=" + value);
        } else if (NOTED.contains(name) && value != null) {
            Collection<?> values = value instanceof Collection<?> many ? many : List.of(value);
            values.forEach(one -> noted.add(
                    name + "=" + Scrubber.all().scrub(String.valueOf(one)).text()));
        } else {
            int n = option.originalStringValues().size();
            noted.add(name + "=(" + n + (n == 1 ? " value)" : " values)"));
        }
    }
}
