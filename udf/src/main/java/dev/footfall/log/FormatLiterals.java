package dev.footfall.log;

/** Text between the values of a format string, which people copy from configuration files with its escapes. */
final class FormatLiterals {
    private FormatLiterals() {}

    /**
     * Appends the character at {@code at}; {@code \"}, {@code \'}, {@code \\}, {@code \t} stand for one character, as in
     * httpd.conf and nginx.conf.
     *
     * @return the position behind it
     */
    static int append(String format, int at, StringBuilder out) {
        char c = format.charAt(at);
        if (c < ' ' && c != '\t') {
            throw FormatSyntax.error(at + 1, "a control character", "write the format on one line");
        }
        if (c != '\\' || at + 1 == format.length()) {
            out.append(c);
            return at + 1;
        }
        char next = format.charAt(at + 1);
        switch (next) {
            case '"', '\'', '\\' -> out.append(next);
            case 't' -> out.append('\t');
            default -> out.append(c).append(next);
        }
        return at + 2;
    }
}
