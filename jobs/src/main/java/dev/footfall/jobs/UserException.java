package dev.footfall.jobs;

/**
 * Something that the user can mend: wrong usage, configuration or input. Printed as one line without a stack trace;
 * every other exception is a bug and keeps its trace.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Exit code for wrong usage, configuration or input. */
    public static final int EXIT_USAGE = 2;

    private final int exitCode;

    /**
     * @param what what is wrong and where, without personal data
     * @param advice how to mend it
     */
    public UserException(String what, String advice) {
        this(EXIT_USAGE, what, advice);
    }

    /** For a kind that other code must tell apart. */
    protected UserException(int exitCode, String what, String advice) {
        super(what + ": " + advice);
        this.exitCode = exitCode;
    }

    /** A failure of the surroundings (disk full, no permission while writing) that ends with exit code 1. */
    public static UserException failed(String what, String advice) {
        return new UserException(1, what, advice);
    }

    /** The exit code to end with. */
    public int exitCode() {
        return exitCode;
    }
}
