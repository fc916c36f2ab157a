package dev.footfall.log;

import dev.footfall.log.FormatPart.Directive;
import dev.footfall.log.FormatPart.Literal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Turns the parts of a format string into the steps of {@link FormatScanner}. */
final class FormatCompiler {
    /** A format ready to run. */
    record Program(String prefix, List<FormatStep> steps, Escaping escaping, String sample) {}

    private final List<FormatPart> parts;
    private final Escaping escaping;
    private final Map<Field, Integer> fieldRanks = new EnumMap<>(Field.class);
    private final Map<StepKind, Integer> kindRanks = new EnumMap<>(StepKind.class);
    private boolean targetHasQuery;
    private boolean requestLogged;

    private FormatCompiler(List<FormatPart> parts, Escaping escaping) {
        this.parts = parts;
        this.escaping = escaping;
    }

    /**
     * Compiles an Apache LogFormat or nginx log_format string; which of the two it is, its variables tell.
     *
     * @throws FormatException saying what is wrong, at which position, and how to mend it
     */
    static Program compile(String format) {
        boolean nginx = false;
        for (int i = 0; i < format.length() && !nginx; i++) {
            nginx = NginxVariables.variableAt(format, i);
        }
        nginx = nginx && format.indexOf("%h") < 0 && format.indexOf("%t") < 0 && format.indexOf("}i") < 0;
        List<FormatPart> parts =
                merge(nginx ? NginxVariables.read(format.strip()) : ApacheDirectives.read(format.strip()));
        return new FormatCompiler(parts, nginx ? Escaping.NGINX : Escaping.APACHE).compile();
    }

    /** Compiles an Apache LogFormat string for a server that escapes nothing: a quote may stand in a quoted value. */
    static Program compileUnescaped(String format) {
        return new FormatCompiler(merge(ApacheDirectives.read(format)), Escaping.NONE).compile();
    }

    /** Joins path and query written next to each other, and neighbours that nobody asks for. */
    private static List<FormatPart> merge(List<FormatPart> parts) {
        List<FormatPart> merged = new ArrayList<>();
        for (FormatPart part : parts) {
            FormatPart last = merged.isEmpty() ? part : merged.get(merged.size() - 1);
            if (!merged.isEmpty() && part instanceof Directive next && last instanceof Directive before) {
                boolean query = next.kind() == StepKind.QUERY || next.spelled().contains("is_args");
                boolean nobodyAsks = next.kind() == StepKind.TEXT
                        && next.field() == null
                        && before.kind() == StepKind.TEXT
                        && before.field() == null;
                if (before.field() == Field.TARGET && before.kind() == StepKind.TEXT && query) {
                    merged.set(merged.size() - 1, joined(before, next, 3));
                    continue;
                }
                if (nobodyAsks) {
                    merged.set(merged.size() - 1, joined(before, next, 0));
                    continue;
                }
            }
            merged.add(part);
        }
        return merged;
    }

    private static Directive joined(Directive first, Directive second, int rank) {
        return new Directive(
                first.position(),
                first.spelled() + second.spelled(),
                first.kind(),
                first.field(),
                rank,
                "",
                first.unit(),
                false,
                first.sample() + second.sample());
    }

    private Program compile() {
        for (FormatPart part : parts) {
            if (part instanceof Directive directive) {
                rank(directive);
            }
        }
        if (!kindRanks.containsKey(StepKind.CLF_TIME)) {
            throw FormatSyntax.error(
                    1, "no time of the request", "add %t, or $time_local, $time_iso8601 or $msec for nginx");
        }
        StringBuilder sample = new StringBuilder();
        List<FormatStep> steps = new ArrayList<>();
        String prefix = "";
        for (int i = 0; i < parts.size(); i++) {
            FormatPart part = parts.get(i);
            if (part instanceof Literal literal) {
                sample.append(literal.text());
                prefix = i == 0 ? literal.text() : prefix;
            } else if (part instanceof Directive directive) {
                sample.append(directive.sample());
                steps.add(step(i, directive));
            }
        }
        Program program = new Program(prefix, steps, escaping, sample.toString());
        provePossible(program);
        return program;
    }

    private void rank(Directive directive) {
        requestLogged |= directive.kind() == StepKind.REQUEST;
        Field field = directive.field();
        if (field != null) {
            fieldRanks.merge(field, directive.rank(), Math::max);
        } else {
            kindRanks.merge(group(directive.kind()), directive.rank(), Math::max);
        }
        targetHasQuery = requestLogged || fieldRanks.getOrDefault(Field.TARGET, 0) >= 2;
    }

    /** Kinds that give the same number compete; all pieces of a time work together. */
    private static StepKind group(StepKind kind) {
        if (kind.isTime()) {
            return kind == StepKind.FRACTION ? kind : StepKind.CLF_TIME;
        }
        return kind == StepKind.DURATION_LIST ? StepKind.DURATION : kind;
    }

    private boolean best(Directive directive) {
        Field field = directive.field();
        if (field == null) {
            return directive.rank() >= kindRanks.getOrDefault(group(directive.kind()), 0);
        }
        boolean inRequest = field == Field.METHOD || field == Field.PROTOCOL;
        boolean superseded = (inRequest && requestLogged) || (field == Field.QUERY && targetHasQuery);
        return !superseded && directive.rank() >= fieldRanks.getOrDefault(field, 0);
    }

    private FormatStep step(int index, Directive directive) {
        FormatPart next = index + 1 < parts.size() ? parts.get(index + 1) : null;
        String after = next instanceof Literal literal ? literal.text() : "";
        char stop = 0;
        if (next instanceof Directive neighbour && !directive.kind().selfDelimiting()) {
            if (directive.kind() != StepKind.HOST || neighbour.field() != Field.TARGET) {
                throw FormatSyntax.error(
                        neighbour.position(),
                        "nothing tells where " + directive.spelled() + " ends and " + neighbour.spelled() + " begins",
                        "log a space or another separator between them");
            }
            stop = '/';
        }
        if (directive.field() == Field.AGENT && after.equals(" ")) {
            throw FormatSyntax.error(
                    directive.position(),
                    directive.spelled() + " holds spaces, and a space is to end it",
                    "put it in quotes, as in \"" + directive.spelled() + "\"");
        }
        boolean quoted = escaping != Escaping.NONE && after.startsWith("\"");
        return new FormatStep(directive, best(directive), after, quoted, stop, guard(index));
    }

    /** A time without a date, say, would send every line to quarantine: better to say so before the first one. */
    private static void provePossible(Program program) {
        byte[] line = program.sample().getBytes(StandardCharsets.UTF_8);
        if (new FormatScanner(program).parse(line, 0, line.length, new LogLine()) == Outcome.BAD_TIME) {
            throw FormatSyntax.error(
                    1, "the time of the request lacks a year, month, day or hour", "add what is missing");
        }
    }

    private FormatStep.Guard guard(int index) {
        if (index + 2 < parts.size() && parts.get(index + 2) instanceof Directive following) {
            if (following.kind() == StepKind.CLF_TIME) {
                return FormatStep.Guard.CLF_TIME;
            }
            if (following.field() == Field.PROTOCOL) {
                return FormatStep.Guard.PROTOCOL;
            }
            if (escaping == Escaping.NONE
                    && (following.kind() == StepKind.STATUS || following.kind() == StepKind.DIGITS)) {
                return FormatStep.Guard.NUMBER;
            }
        }
        return FormatStep.Guard.NONE;
    }
}
