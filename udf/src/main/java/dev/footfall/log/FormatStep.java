package dev.footfall.log;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One step of a compiled format: read a value of a kind, then expect a literal. */
final class FormatStep {
    /** What tells the true end of a value that may itself contain the literal behind it. */
    enum Guard {
        /** Nothing: the first match is the end. */
        NONE,
        /** {@code dd/Mon/}: user names may hold spaces and brackets. */
        CLF_TIME,
        /** {@code HTTP/}: decoded paths may hold spaces. */
        PROTOCOL,
        /** A digit or {@code -}: where quotes are not escaped, a quoted value may hold one with a space behind it. */
        NUMBER
    }

    /** How the value is read. */
    final StepKind kind;

    /** Where its text goes; null when it goes nowhere. */
    final @Nullable Field field;

    /** Whether the value is kept, or only passed over because a better source exists. */
    final boolean store;

    /** Cookie name; empty where there is none. */
    final String argument;

    /** Unit of times and durations. */
    final TimeUnit unit;

    /** Whether {@code -} may stand for the number. */
    final boolean optional;

    /** Pattern of a {@link StepKind#PATTERN_TIME}, else null. */
    final @Nullable TimePattern pattern;

    /** Literal that follows; empty at the end of the line and where {@link #stop} ends the value. */
    final byte[] after;

    /** Whether the value is quoted, so that the server escapes quotes inside it. */
    final boolean quoted;

    /** Byte before which the value ends though no literal follows; 0 for none. */
    final byte stop;

    /** What must come behind {@link #after} for it to be the end of the value. */
    final Guard guard;

    FormatStep(FormatPart.Directive directive, boolean store, String after, boolean quoted, char stop, Guard guard) {
        this.kind = directive.kind();
        this.field = directive.field();
        this.store = store;
        this.argument = directive.argument();
        this.unit = directive.unit();
        this.optional = directive.optional();
        this.pattern =
                kind == StepKind.PATTERN_TIME ? TimePattern.compile(directive.argument(), directive.position()) : null;
        this.after = after.getBytes(StandardCharsets.UTF_8);
        this.quoted = quoted;
        this.stop = (byte) stop;
        this.guard = guard;
    }
}
