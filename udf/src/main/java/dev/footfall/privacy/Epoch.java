package dev.footfall.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar span with one key. A token never bridges two epochs.
 *
 * @param first its first day, site-local
 */
public record Epoch(EpochKind kind, LocalDate first) {
    /** The epoch without end. */
    public static final Epoch ALWAYS = new Epoch(EpochKind.ALWAYS, LocalDate.EPOCH);

    private static final Pattern LABEL = Pattern.compile("(\\d{4})-(?:Q([1-4])|(\\d\\d)(?:-(\\d\\d))?)");

    /** @throws IllegalArgumentException when {@code first} does not begin an epoch of that kind */
    public Epoch {
        boolean begins =
                switch (kind) {
                    case DAY -> true;
                    case MONTH -> first.getDayOfMonth() == 1;
                    case QUARTER -> first.getDayOfMonth() == 1 && first.getMonthValue() % 3 == 1;
                    case ALWAYS -> first.equals(LocalDate.EPOCH);
                };
        if (!begins) {
            throw new IllegalArgumentException(first + " is not the first day of a " + kind.label());
        }
    }

    /** The epoch written as {@link #label()} writes it; empty when the text is no such label. */
    public static Optional<Epoch> parse(String label) {
        if (label.equals(EpochKind.ALWAYS.label())) {
            return Optional.of(ALWAYS);
        }
        Matcher m = LABEL.matcher(label);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            int year = Integer.parseInt(m.group(1));
            if (m.group(2) != null) {
                return Optional.of(
                        new Epoch(EpochKind.QUARTER, LocalDate.of(year, Integer.parseInt(m.group(2)) * 3 - 2, 1)));
            }
            int month = Integer.parseInt(m.group(3));
            return Optional.of(
                    m.group(4) == null
                            ? new Epoch(EpochKind.MONTH, LocalDate.of(year, month, 1))
                            : new Epoch(EpochKind.DAY, LocalDate.of(year, month, Integer.parseInt(m.group(4)))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** {@code 2026-11-24}, {@code 2026-11}, {@code 2026-Q4} or {@code always}. */
    public String label() {
        return switch (kind) {
            case DAY -> first.toString();
            case MONTH -> first.toString().substring(0, "yyyy-MM".length());
            case QUARTER -> "%04d-Q%d".formatted(first.getYear(), first.getMonthValue() / 3 + 1);
            case ALWAYS -> EpochKind.ALWAYS.label();
        };
    }

    /** The day after its last one; empty when the epoch has no end. */
    public Optional<LocalDate> end() {
        return switch (kind) {
            case DAY -> Optional.of(first.plusDays(1));
            case MONTH -> Optional.of(first.plusMonths(1));
            case QUARTER -> Optional.of(first.plusMonths(3));
            case ALWAYS -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return label();
    }
}
