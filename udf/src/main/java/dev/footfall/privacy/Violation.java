package dev.footfall.privacy;

/**
 * Something wrong in a policy.
 *
 * @param origin the file
 * @param line from 1; 0 when it has no place in the file
 * @param column from 1; 0 when it has no place in the file
 * @param path keys from the top, such as {@code rules.audience.hits.browser.form}; empty for the whole file
 * @param what what is wrong
 * @param mend how to mend it
 */
public record Violation(String origin, int line, int column, String path, String what, String mend) {
    /** {@code policy.yaml:12:5: rules.audience.hits.browser.form: what; mend}. */
    @Override
    public String toString() {
        String place = line > 0 ? origin + ":" + line + ":" + column : origin;
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + what + "; " + mend;
    }
}
