package dev.footfall.log;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A log format given as an Apache httpd LogFormat string ({@code %h %l %u %t "%r" %>s %b}) or an nginx log_format string
 * ({@code $remote_addr - $remote_user [$time_local] "$request" $status}). It is compiled to steps that one byte scanner
 * runs.
 *
 * <p>Rules: {@code -} and nothing are an absent value; a request that is no HTTP is still a hit; a time without zone is
 * UTC; {@code %b} as {@code -} is 0 bytes; where two directives give the same value the better one counts ({@code %a}
 * before {@code %h}, {@code %{Host}i} before {@code %V} before {@code %v}, {@code $request} before its parts, bytes of the
 * body before bytes on the wire, the finer clock before the coarser). A duration with a decimal point is seconds.
 */
public final class FormatString implements LogFormat {
    private static final long serialVersionUID = 1;

    /** Directives and variables that log cookies. */
    private static final Pattern COOKIES =
            Pattern.compile("(?i)%(?:\\{[^}]*\\}C|\\{(?:set-)?cookie\\}[io])|\\$(?:http_cookie|cookie_|uid_)");

    private final String name;
    private final String description;
    private final String format;
    private final String sample;
    private final boolean escaped;
    private transient FormatCompiler.@Nullable Program program;

    private FormatString(String name, String description, String format, @Nullable String sample, boolean escaped) {
        FormatCompiler.Program compiled = compiled(format, escaped);
        this.escaped = escaped;
        this.name = name;
        this.description = description;
        this.format = format;
        this.sample = sample == null ? compiled.sample() : sample;
        this.program = compiled;
    }

    /**
     * Compiles a format string; it names itself.
     *
     * @throws FormatException saying what is wrong, at which position, and how to mend it
     */
    public static FormatString compile(String format) {
        return new FormatString(format, "format string", format, null, true);
    }

    /** A format of our own that a format string describes. */
    static FormatString named(String name, String description, String format, String sample) {
        return new FormatString(name, description, format, sample, true);
    }

    /** The same for a server that escapes nothing, by a LogFormat string. */
    static FormatString unescaped(String name, String description, String format, String sample) {
        return new FormatString(name, description, format, sample, false);
    }

    private static FormatCompiler.Program compiled(String format, boolean escaped) {
        return escaped ? FormatCompiler.compile(format) : FormatCompiler.compileUnescaped(format);
    }

    @Override
    public boolean logsCookies() {
        return COOKIES.matcher(format).find();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String sample() {
        return sample;
    }

    /** The format string as given. */
    public String format() {
        return format;
    }

    @Override
    public LineParser newParser() {
        FormatCompiler.Program compiled = program;
        if (compiled == null) { // after deserialization
            compiled = compiled(format, escaped);
            program = compiled;
        }
        return new FormatScanner(compiled);
    }

    @Override
    public String toString() {
        return name;
    }
}
