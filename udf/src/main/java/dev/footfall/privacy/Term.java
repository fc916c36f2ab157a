package dev.footfall.privacy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something is kept, in calendar units: {@code 25 months} after 31 January 2024 end on 28 February 2026.
 *
 * @param count at least 1, or 0 for {@link #NONE}
 * @param unit days, months or years
 */
public record Term(int count, ChronoUnit unit) {
    /** Not kept at all. */
    public static final Term NONE = new Term(0, ChronoUnit.DAYS);

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3}) (day|month|year)s?");

    /** Terms in different units are compared from this day on: months and years have their usual lengths after it. */
    private static final LocalDate REFERENCE = LocalDate.of(2001, 1, 1);

    /** Reads {@code 90 days}, {@code 25 months}, {@code 1 year}; empty when the text is no term. */
    public static Optional<Term> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        ChronoUnit unit = ChronoUnit.valueOf(m.group(2).toUpperCase(Locale.ROOT) + "S");
        return Optional.of(new Term(Integer.parseInt(m.group(1)), unit));
    }

    /** The first day on which what dates from {@code day} is no longer kept. */
    public LocalDate after(LocalDate day) {
        return day.plus(count, unit);
    }

    /** Whether this term ends later than another one that begins on the same day. */
    public boolean longerThan(Term other) {
        return after(REFERENCE).isAfter(other.after(REFERENCE));
    }

    /** The longer one of two. */
    public Term max(Term other) {
        return other.longerThan(this) ? other : this;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String plural = unit.toString().toLowerCase(Locale.ROOT);
        return count + " " + (count == 1 ? plural.substring(0, plural.length() - 1) : plural);
    }
}
