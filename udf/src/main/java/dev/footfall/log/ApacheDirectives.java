package dev.footfall.log;

import dev.footfall.log.FormatPart.Directive;
import dev.footfall.log.FormatPart.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads an Apache httpd LogFormat string (httpd 2.4, mod_log_config "Custom Log Formats", mod_logio, mod_ssl). */
final class ApacheDirectives {
    private static final String CLF_SAMPLE = "10/Oct/2025:13:55:36 +0000";

    private final String format;
    private final List<FormatPart> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    private ApacheDirectives(String format) {
        this.format = format;
    }

    /**
     * The parts of the format string, in order.
     *
     * @throws FormatException naming the position, when a directive is unknown or unfinished
     */
    static List<FormatPart> read(String format) {
        return new ApacheDirectives(format).read();
    }

    private List<FormatPart> read() {
        while (at < format.length()) {
            if (format.charAt(at) == '%') {
                directive();
            } else {
                at = FormatLiterals.append(format, at, literal);
            }
        }
        flush(at);
        return parts;
    }

    private void flush(int end) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(Math.max(1, end - literal.length() + 1), literal.toString()));
            literal.setLength(0);
        }
    }

    private void directive() {
        int start = at++;
        if (at < format.length() && format.charAt(at) == '%') {
            literal.append('%');
            at++;
            return;
        }
        boolean conditional = false;
        while (at < format.length() && "!<>,0123456789".indexOf(format.charAt(at)) >= 0) {
            conditional |= Character.isDigit(format.charAt(at));
            at++;
        }
        String modifiers = format.substring(start + 1, at);
        String argument = "";
        if (at < format.length() && format.charAt(at) == '{') {
            int close = format.indexOf('}', at);
            if (close < 0) {
                throw FormatSyntax.error(at + 1, "'{' without '}'", "close it, as in %{Referer}i");
            }
            argument = format.substring(at + 1, close);
            at = close + 1;
        }
        if (at == format.length()) {
            throw FormatSyntax.error(start + 1, "'%' without a directive", "write %% for a percent sign");
        }
        String letter = letter();
        String spelled = format.substring(start, at);
        if (letter.equals("t")) {
            literal.append(argument.isEmpty() ? "[" : "");
            flush(start);
            time(start + 1, spelled, argument);
        } else {
            Directive directive = directive(start + 1, spelled, letter, modifiers, argument);
            flush(start);
            parts.add(directive.withOptional(conditional));
        }
    }

    /** The letter, or {@code ^FB}, {@code ^ti}, {@code ^to}. */
    private String letter() {
        int length = format.charAt(at) == '^' ? Math.min(3, format.length() - at) : 1;
        at += length;
        return format.substring(at - length, at);
    }

    private static Directive directive(int position, String spelled, String letter, String modifiers, String argument) {
        return switch (letter) {
            case "a" ->
                Directive.of(
                        position, spelled, StepKind.CLIENT, Field.CLIENT, argument.equals("c") ? 1 : 3, "192.0.2.10");
            case "h" ->
                Directive.of(
                        position, spelled, StepKind.CLIENT, Field.CLIENT, argument.equals("c") ? 0 : 2, "192.0.2.10");
            case "u" -> Directive.text(position, spelled, Field.USER, 1, "-");
            case "r" -> Directive.of(position, spelled, StepKind.REQUEST, Field.TARGET, 9, "GET /index.html HTTP/1.1");
            case "m" -> Directive.text(position, spelled, Field.METHOD, 1, "GET");
            case "U" -> Directive.text(position, spelled, Field.TARGET, 1, "/index.html");
            case "q" -> Directive.of(position, spelled, StepKind.QUERY, Field.QUERY, 1, "?q=1");
            case "H" -> Directive.text(position, spelled, Field.PROTOCOL, 1, "HTTP/1.1");
            case "s" -> Directive.of(position, spelled, StepKind.STATUS, null, modifiers.contains(">") ? 2 : 1, "200");
            case "b", "B" -> Directive.of(position, spelled, StepKind.BYTES, null, 2, "5120");
            case "O" -> Directive.of(position, spelled, StepKind.BYTES, null, 1, "5312");
            case "D" ->
                Directive.of(position, spelled, StepKind.DURATION, null, 4, "15320")
                        .withUnit(TimeUnit.MICROSECONDS);
            case "T" -> secondsTaken(position, spelled, argument);
            case "v" -> Directive.of(position, spelled, StepKind.HOST, Field.HOST, 1, "www.example.com");
            case "V" -> Directive.of(position, spelled, StepKind.HOST, Field.HOST, 2, "www.example.com");
            case "p" -> Directive.of(position, spelled, StepKind.DIGITS, null, 0, "443");
            case "i" -> HeaderFields.request(position, spelled, argument);
            case "o" -> HeaderFields.response(position, spelled, argument);
            case "C" ->
                Directive.of(position, spelled, StepKind.COOKIE, null, 1, "4f1c")
                        .withArgument(argument);
            case "n" -> note(position, spelled, argument);
            case "A", "c", "e", "f", "I", "k", "l", "L", "P", "R", "S", "x", "X", "^FB", "^ti", "^to" ->
                Directive.skip(position, spelled);
            default ->
                throw FormatSyntax.error(
                        position,
                        "unknown directive " + spelled,
                        "the known ones are %a %A %b %B %C %D %e %f %h %H %i %I %k %l %L %m %n %o %O %p %P %q %r %R %s"
                                + " %S %t %T %u %U %v %V %x %X and %% for a percent sign");
        };
    }

    /** The note {@code cookie} is the cookie of mod_usertrack, whose default name is Apache. */
    private static Directive note(int position, String spelled, String argument) {
        return argument.equals("cookie")
                ? Directive.of(position, spelled, StepKind.COOKIE, null, 1, "4f1c")
                        .withArgument("Apache")
                : Directive.skip(position, spelled);
    }

    private static Directive secondsTaken(int position, String spelled, String argument) {
        return switch (argument.toLowerCase(Locale.ROOT)) {
            case "", "s" -> Directive.of(position, spelled, StepKind.DURATION, null, 2, "0");
            case "ms" ->
                Directive.of(position, spelled, StepKind.DURATION, null, 3, "15")
                        .withUnit(TimeUnit.MILLISECONDS);
            case "us" ->
                Directive.of(position, spelled, StepKind.DURATION, null, 4, "15320")
                        .withUnit(TimeUnit.MICROSECONDS);
            default ->
                throw FormatSyntax.error(position, "unknown unit in " + spelled, "%{s}T, %{ms}T and %{us}T are known");
        };
    }

    /** Times of the end of the request rank below those of its beginning. */
    private void time(int position, String spelled, String argument) {
        boolean end = argument.startsWith("end:");
        String pattern = end ? argument.substring(4) : argument.startsWith("begin:") ? argument.substring(6) : argument;
        int rank = end ? 1 : 2;
        switch (pattern) {
            case "" -> {
                parts.add(Directive.of(position, spelled, StepKind.CLF_TIME, null, rank, CLF_SAMPLE));
                literal.append(']');
            }
            case "sec" -> parts.add(Directive.of(position, spelled, StepKind.EPOCH_TIME, null, rank, "1760104536"));
            case "msec" ->
                parts.add(Directive.of(position, spelled, StepKind.EPOCH_TIME, null, rank, "1760104536123")
                        .withUnit(TimeUnit.MILLISECONDS));
            case "usec" ->
                parts.add(Directive.of(position, spelled, StepKind.EPOCH_TIME, null, rank, "1760104536123456")
                        .withUnit(TimeUnit.MICROSECONDS));
            case "msec_frac" ->
                parts.add(Directive.of(position, spelled, StepKind.FRACTION, null, rank, "123")
                        .withUnit(TimeUnit.MILLISECONDS));
            case "usec_frac" ->
                parts.add(Directive.of(position, spelled, StepKind.FRACTION, null, rank, "123456")
                        .withUnit(TimeUnit.MICROSECONDS));
            default ->
                parts.add(Directive.of(
                                position,
                                spelled,
                                StepKind.PATTERN_TIME,
                                null,
                                rank,
                                TimePattern.compile(pattern, position).sample())
                        .withArgument(pattern));
        }
    }
}
