package dev.footfall.log;

/** A format's name, format string or mapping that cannot be used: the message says what, where and how to mend it. */
public final class FormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FormatException(String message) {
        super(message);
    }
}
