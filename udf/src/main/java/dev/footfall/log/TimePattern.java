package dev.footfall.log;

/** A strftime pattern in the C locale, compiled for reading. Apache's {@code %{format}t} writes it. */
final class TimePattern {
    private static final String SAMPLE_ZONE = "+0000";

    /** Conversions in plain form, each a letter after {@code %}; what is not one is a literal. */
    private final String pattern;

    private TimePattern(String pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles a pattern.
     *
     * @param position where the directive stands in the format string, for the message
     * @throws IllegalArgumentException when a conversion is unknown
     */
    static TimePattern compile(String pattern, int position) {
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i++);
            if (c != '%') {
                plain.append(c);
                continue;
            }
            // E, O and - only change how a number is padded or which numerals a locale prefers.
            while (i < pattern.length() && "EO-_".indexOf(pattern.charAt(i)) >= 0) {
                i++;
            }
            plain.append(expand(i < pattern.length() ? pattern.charAt(i++) : ' ', position));
        }
        return new TimePattern(plain.toString());
    }

    private static String expand(char conversion, int position) {
        return switch (conversion) {
            case 'T', 'X' -> "%H:%M:%S";
            case 'R' -> "%H:%M";
            case 'r' -> "%I:%M:%S %p";
            case 'D', 'x' -> "%m/%d/%y";
            case 'F' -> "%Y-%m-%d";
            case 'c' -> "%a %b %d %H:%M:%S %Y";
            case 'h' -> "%b";
            case 'e' -> "%d";
            case 'k' -> "%H";
            case 'l' -> "%I";
            case 't' -> "\t";
            case 'Y', 'y', 'm', 'b', 'B', 'd', 'j', 'H', 'I', 'M', 'S', 'p', 'z', 'Z', 'a', 'A', 's', '%' ->
                "%" + conversion;
            default ->
                throw FormatSyntax.error(
                        position,
                        "unknown time conversion %" + conversion,
                        "known are %a %A %b %B %c %d %D %e %F %H %I %j %m %M %p %r %R %s %S %T %y %Y %z %Z,"
                                + " or sec, msec, usec, msec_frac, usec_frac alone");
        };
    }

    /** What the pattern looks like on Friday, 10 October 2025. */
    String sample() {
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i++);
            text.append(c == '%' ? sample(pattern.charAt(i++)) : String.valueOf(c));
        }
        return text.toString();
    }

    private static String sample(char conversion) {
        return switch (conversion) {
            case 'Y' -> "2025";
            case 'y' -> "25";
            case 'm', 'd' -> "10";
            case 'b' -> "Oct";
            case 'B' -> "October";
            case 'j' -> "283";
            case 'H' -> "13";
            case 'I' -> "01";
            case 'M' -> "55";
            case 'S' -> "36";
            case 'p' -> "PM";
            case 'z' -> SAMPLE_ZONE;
            case 'Z' -> "UTC";
            case 'a' -> "Fri";
            case 'A' -> "Friday";
            case 's' -> "1760104536";
            default -> "%";
        };
    }

    /** Reads the time at {@code at} into {@code out}; the position behind it, or -1. */
    int parse(byte[] buf, int at, int to, TimeParts out) {
        int next = at;
        int i = 0;
        while (i < pattern.length() && next >= 0) {
            char c = pattern.charAt(i++);
            if (c == '%' && pattern.charAt(i) != '%') {
                next = convert(pattern.charAt(i++), buf, next, to, out);
            } else {
                i += c == '%' ? 1 : 0;
                next = next < to && buf[next] == (byte) c ? next + 1 : -1;
            }
        }
        return next;
    }

    private static int convert(char conversion, byte[] buf, int at, int to, TimeParts out) {
        return switch (conversion) {
            case 'a', 'A' -> letters(buf, at, to);
            case 'b', 'B' -> monthName(buf, at, to, out);
            case 'p' -> halfDay(buf, at, to, out);
            case 'z' -> offset(buf, at, to, out);
            case 'Z' -> zone(buf, at, to, out);
            default -> number(conversion, buf, at, to, out);
        };
    }

    private static int number(char conversion, byte[] buf, int at, int to, TimeParts out) {
        int from = at;
        while (from < to && buf[from] == ' ' && from - at < 2) {
            from++; // %e, %k and %l pad with blanks
        }
        int width =
                switch (conversion) {
                    case 'Y' -> 4;
                    case 'j' -> 3;
                    case 's' -> 11;
                    default -> 2;
                };
        int end = from;
        while (end < to && end - from < width && buf[end] >= '0' && buf[end] <= '9') {
            end++;
        }
        long value = DecimalNumber.whole(buf, from, end);
        if (value == DecimalNumber.MALFORMED) {
            return -1;
        }
        int small = (int) Math.min(value, Integer.MAX_VALUE);
        switch (conversion) {
            case 'Y' -> out.year = small;
            case 'y' -> out.year = small + (small < 69 ? 2000 : 1900); // POSIX strptime
            case 'm' -> out.month = small;
            case 'd' -> out.day = small;
            case 'j' -> out.dayOfYear = small;
            case 'H' -> out.hour = small;
            case 'I' -> {
                out.hour = small;
                out.afternoon = Math.max(0, out.afternoon);
            }
            case 'M' -> out.minute = small;
            case 'S' -> out.second = small;
            default -> out.epochSeconds = value;
        }
        return end;
    }

    private static int letters(byte[] buf, int at, int to) {
        int i = at;
        while (i < to && ((buf[i] | 0x20) >= 'a' && (buf[i] | 0x20) <= 'z')) {
            i++;
        }
        return i > at ? i : -1;
    }

    private static int monthName(byte[] buf, int at, int to, TimeParts out) {
        int end = letters(buf, at, to);
        out.month = end - at >= 3 ? CivilDate.month(buf, at) : 0;
        return out.month > 0 ? end : -1;
    }

    private static int halfDay(byte[] buf, int at, int to, TimeParts out) {
        if (to - at < 2 || (buf[at + 1] | 0x20) != 'm') {
            return -1;
        }
        int half = buf[at] | 0x20;
        out.afternoon = half == 'p' ? 12 : 0;
        return half == 'p' || half == 'a' ? at + 2 : -1;
    }

    private static int offset(byte[] buf, int at, int to, TimeParts out) {
        if (to - at < SAMPLE_ZONE.length()) {
            return -1;
        }
        int seconds = CivilDate.offset(buf[at], CivilDate.two(buf, at + 1), CivilDate.two(buf, at + 3));
        out.offsetSeconds = seconds;
        out.offsetKnown = true;
        return seconds == Integer.MIN_VALUE ? -1 : at + SAMPLE_ZONE.length();
    }

    private static int zone(byte[] buf, int at, int to, TimeParts out) {
        int end = letters(buf, at, to);
        boolean utc = end - at == 3
                && ((buf[at] == 'U' && buf[at + 1] == 'T' && buf[at + 2] == 'C')
                        || (buf[at] == 'G' && buf[at + 1] == 'M' && buf[at + 2] == 'T'));
        out.zoneUnknown = !utc;
        return end;
    }
}
