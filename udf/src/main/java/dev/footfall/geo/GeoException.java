package dev.footfall.geo;

/**
 * A geography or network file that cannot be used: the message says what, where and how to mend it.
 *
 * <p>Carries the file's name, never a client's address.
 */
public final class GeoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String where;
    private final String advice;

    /** A failure with its place and its remedy. */
    public GeoException(String what, String where, String advice) {
        super(where + ": " + what + "; " + advice);
        this.what = what;
        this.where = where;
        this.advice = advice;
    }

    /** A failure with its place, its remedy and its cause. */
    public GeoException(String what, String where, String advice, Throwable cause) {
        this(what, where, advice);
        initCause(cause);
    }

    /** What is wrong, without the place. */
    public String what() {
        return what;
    }

    /** The file, with the line where it has lines. */
    public String where() {
        return where;
    }

    /** How to mend it, as an imperative. */
    public String advice() {
        return advice;
    }
}
