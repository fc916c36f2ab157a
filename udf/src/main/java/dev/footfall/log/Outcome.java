package dev.footfall.log;

/** What became of one line. */
public enum Outcome {
    /** The line parsed. */
    HIT("parsed"),
    /** Blank, or a directive that begins with {@code #}: no line in the sense of the accounts. */
    IGNORED("blank or directive"),
    /** Longer than {@link LineParser#MAX_LINE_BYTES}. */
    TOO_LONG("longer than 64 KiB"),
    /** Holds NUL or other control bytes where text was expected. */
    CONTROL_BYTES("holds control bytes"),
    /** Does not have the shape of the format. */
    WRONG_SHAPE("does not have the shape of the format"),
    /** The client is neither an address, a host name, {@code -} nor {@code unix:}. */
    BAD_CLIENT("client is no address"),
    /** The time is missing or impossible. */
    BAD_TIME("time is missing or impossible"),
    /** The time lies in the future. */
    FUTURE_TIME("dated in the future"),
    /** The status is no number from 100 to 999. */
    BAD_STATUS("status is no HTTP status"),
    /** A number (bytes, duration) is malformed. */
    BAD_NUMBER("a number is malformed"),
    /** Not JSON, or JSON of another shape than the mapping says. */
    BAD_JSON("not the JSON that the mapping describes"),
    /** A required field of the mapping or of {@code #Fields} is missing. */
    MISSING_FIELD("a required field is missing"),
    /** W3C data before any {@code #Fields} directive. */
    NO_FIELDS_DIRECTIVE("no #Fields directive before the line");

    private final String reason;

    Outcome(String reason) {
        this.reason = reason;
    }

    /** The reason in words, for quarantine lists. */
    public String reason() {
        return reason;
    }

    /** Whether a line with this outcome goes to quarantine. */
    public boolean quarantined() {
        return this != HIT && this != IGNORED;
    }
}
