package dev.footfall.log;

import org.jspecify.annotations.Nullable;

/** A piece of a format string as written, before it is compiled to steps. */
sealed interface FormatPart {
    /** Where the piece begins in the format string, counted from 1. */
    int position();

    /** Text that stands in every line. */
    record Literal(int position, String text) implements FormatPart {}

    /**
     * A value that differs from line to line.
     *
     * @param spelled the directive or variable as written, for messages
     * @param kind how its bytes are read
     * @param field where the text goes; null for numbers, times, cookies and what nobody asks for
     * @param rank the higher wins where two directives give the same field or number
     * @param argument cookie name or strftime pattern; empty where there is none
     * @param unit unit of a time or duration
     * @param optional whether a {@code -} may stand for a number that is otherwise always there
     * @param sample what a server would write
     */
    record Directive(
            int position,
            String spelled,
            StepKind kind,
            @Nullable Field field,
            int rank,
            String argument,
            TimeUnit unit,
            boolean optional,
            String sample)
            implements FormatPart {

        static Directive text(int position, String spelled, Field field, int rank, String sample) {
            return of(position, spelled, StepKind.TEXT, field, rank, sample);
        }

        static Directive of(
                int position, String spelled, StepKind kind, @Nullable Field field, int rank, String sample) {
            return new Directive(position, spelled, kind, field, rank, "", TimeUnit.SECONDS, false, sample);
        }

        static Directive skip(int position, String spelled) {
            return of(position, spelled, StepKind.TEXT, null, 0, "-");
        }

        Directive withArgument(String newArgument) {
            return new Directive(position, spelled, kind, field, rank, newArgument, unit, optional, sample);
        }

        Directive withUnit(TimeUnit newUnit) {
            return new Directive(position, spelled, kind, field, rank, argument, newUnit, optional, sample);
        }

        Directive withOptional(boolean nowOptional) {
            return new Directive(position, spelled, kind, field, rank, argument, unit, nowOptional, sample);
        }
    }
}
