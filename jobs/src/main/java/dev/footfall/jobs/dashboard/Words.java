package dev.footfall.jobs.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values as a reader sees them: numbers with separators, dates in words, texts of logs without their tricks. Always English and
 * the same on every machine.
 */
final class Words {
    /** What stands for a value that is not known. */
    static final String UNKNOWN = "–";

    /** Longest text shown, in characters; the CSV has all of it. */
    private static final int LONGEST_SHOWN = 140;

    private static final char NARROW_SPACE = '\u202f';
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final int UNIT_STEP = 1000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Words() {}

    static String count(@Nullable Number value) {
        if (value == null || !Double.isFinite(value.doubleValue())) {
            return UNKNOWN;
        }
        double number = value.doubleValue();
        boolean whole = number == Math.rint(number) || Math.abs(number) >= 100;
        return signed(String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", number));
    }

    static String bytes(@Nullable Number value) {
        if (value == null || !Double.isFinite(value.doubleValue())) {
            return UNKNOWN;
        }
        double number = value.doubleValue();
        int unit = 0;
        while (Math.abs(number) >= UNIT_STEP && unit < BYTE_UNITS.length - 1) {
            number /= UNIT_STEP;
            unit++;
        }
        String pattern = unit == 0 || Math.abs(number) >= 100 ? "%.0f" : "%.1f";
        return String.format(Locale.ROOT, pattern, number) + NARROW_SPACE + BYTE_UNITS[unit];
    }

    static String share(@Nullable Number value) {
        if (value == null || !Double.isFinite(value.doubleValue())) {
            return UNKNOWN;
        }
        double percent = 100 * value.doubleValue();
        if (percent > 0 && percent < 0.05) {
            return "<0.1" + NARROW_SPACE + "%";
        }
        return signed(String.format(Locale.ROOT, "%.1f", percent)) + NARROW_SPACE + "%";
    }

    /** A change of a part of the whole, with its sign. */
    static String change(double ratio) {
        double percent = 100 * (ratio - 1);
        String pattern = Math.abs(percent) >= 100 ? "%+.0f" : "%+.1f";
        return signed(String.format(Locale.ROOT, pattern, percent)) + NARROW_SPACE + "%";
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    static String weekday(LocalDate date) {
        return WEEKDAY.format(date);
    }

    static String hour(LocalDateTime time) {
        return HOUR.format(time);
    }

    static String instant(Instant time) {
        return HOUR.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + " UTC";
    }

    /** First to last day of a half-open span. */
    static String span(LocalDate from, LocalDate to) {
        LocalDate last = to.minusDays(1);
        return from.equals(last) ? day(from) : day(from) + " – " + day(last);
    }

    /** The English name of a country by its ISO alpha-2 code; anything else as it is. */
    static String country(String code) {
        return COUNTRIES.contains(code)
                ? Locale.forLanguageTag("und-" + code).getDisplayCountry(Locale.ENGLISH)
                : visible(code);
    }

    /**
     * A text of a log, shortened, with controls and marks that reorder or hide characters made visible. It is not escaped for
     * HTML: the template does that.
     */
    static String visible(String text) {
        int characters = text.codePointCount(0, text.length());
        return characters <= LONGEST_SHOWN
                ? prose(text)
                : prose(text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN))) + '…';
    }

    /** A sentence of ours, in full; names in it may come from logs. */
    static String prose(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (hides(character)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    private static boolean hides(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static String signed(String number) {
        return number.replace('-', '−');
    }
}
