package dev.footfall.privacy;

import java.time.LocalDate;

/** How long a token stays the same: the calendar spans into which site-local days fall. */
public enum EpochKind {
    DAY("day"),
    MONTH("month"),
    /** Calendar quarter, starting in January, April, July and October. */
    QUARTER("quarter"),
    /** One key for ever; only for identifiers that are not a person's, and for the suppression list. */
    ALWAYS("always");

    private final String label;

    EpochKind(String label) {
        this.label = label;
    }

    /** Name in the policy file. */
    public String label() {
        return label;
    }

    /** The epoch that holds a day. */
    public Epoch of(LocalDate day) {
        return switch (this) {
            case DAY -> new Epoch(this, day);
            case MONTH -> new Epoch(this, day.withDayOfMonth(1));
            case QUARTER -> new Epoch(this, LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1));
            case ALWAYS -> Epoch.ALWAYS;
        };
    }
}
