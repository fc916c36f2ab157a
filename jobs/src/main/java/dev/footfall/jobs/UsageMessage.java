package dev.footfall.jobs;

import dev.footfall.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, with the nearest right name. */
final class UsageMessage {
    /** What looks like a word of our language may be repeated; anything else may be an identifier of a person. */
    private static final Pattern WORD = Pattern.compile("-{0,2}[A-Za-z][A-Za-z_-]{0,39}");

    private UsageMessage() {}

    /** The line, without the program's name before it. */
    static String of(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, unmatched.getUnmatched());
        }
        String message = String.valueOf(wrong.getMessage()).strip().replaceAll("\\R\\s*", " ");
        if (message.startsWith("Missing required subcommand")) {
            return "'" + name(command) + "' needs one of " + String.join(", ", subcommands(command)) + help(command);
        }
        return decapitalised(message) + nearestConstant(wrong).orElse(help(command));
    }

    private static String unmatched(CommandLine command, List<String> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        String option = first.split("=", 2)[0];
        if (first.startsWith("-") && first.length() > 1) {
            return unknown("option", option, options(command), command);
        }
        boolean expectsCommand = !command.getSubcommands().isEmpty();
        return expectsCommand
                ? unknown("command", first, subcommands(command), command)
                : "unexpected argument" + (WORD.matcher(first).matches() ? " '" + first + "'" : "") + help(command);
    }

    private static String unknown(String what, String typed, List<String> known, CommandLine command) {
        String shown = WORD.matcher(typed).matches() ? " '" + typed + "'" : "";
        return "unknown " + what + shown
                + NearestName.of(typed, known)
                        .map(near -> ": did you mean '" + near + "'?")
                        .orElse(help(command));
    }

    /** What a mistyped constant of an enum probably meant. */
    private static Optional<String> nearestConstant(ParameterException wrong) {
        if (wrong.getArgSpec() == null || !wrong.getArgSpec().type().isEnum() || wrong.getValue() == null) {
            return Optional.empty();
        }
        List<String> constants = Arrays.stream(wrong.getArgSpec().type().getEnumConstants())
                .map(Object::toString)
                .toList();
        return NearestName.of(wrong.getValue(), constants).map(near -> ": did you mean '" + near + "'?");
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    }

    private static List<String> subcommands(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getSubcommands().forEach((name, sub) -> {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        return names;
    }

    private static String help(CommandLine command) {
        return "; see '" + name(command) + " --help'";
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static String decapitalised(String message) {
        return message.isEmpty() ? message : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
