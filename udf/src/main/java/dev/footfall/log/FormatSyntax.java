package dev.footfall.log;

/** Makes the one kind of message that a faulty format string earns. */
final class FormatSyntax {
    private FormatSyntax() {}

    /** What is wrong, where, and how to mend it. */
    static FormatException error(int position, String what, String mend) {
        return new FormatException("format string, position " + position + ": " + what + "; " + mend);
    }
}
