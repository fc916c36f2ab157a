package dev.footfall.jobs.report;

import dev.footfall.jobs.UserException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which hits a report is about.
 *
 * @param from first site-local day; null for the first there is
 * @param to the day after the last; null for all there are
 * @param sites names of sites; empty for all
 * @param where conditions on hits
 * @param zones time zone of a site; of the first site for null
 */
public record Scope(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<String> sites,
        Who who,
        List<Condition> where,
        Function<@Nullable String, ZoneId> zones) {
    /** @throws UserException when the span is empty */
    public Scope {
        sites = List.copyOf(sites);
        where = List.copyOf(where);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new UserException(
                    "--from " + from + " is not before --to " + to,
                    from.equals(to)
                            ? "--to names the day after the last, so a single day is --to " + to.plusDays(1)
                            : "swap the two");
        }
    }

    /** Every human hit, in UTC. */
    public static Scope everything() {
        return new Scope(null, null, List.of(), Who.human, List.of(), site -> ZoneOffset.UTC);
    }

    /** The same for another span. */
    public Scope between(@Nullable LocalDate newFrom, @Nullable LocalDate newTo) {
        return new Scope(newFrom, newTo, sites, who, where, zones);
    }

    /** The same for other visitors. */
    public Scope of(Who others) {
        return new Scope(from, to, sites, others, where, zones);
    }

    /** The same under one more condition. */
    public Scope where(Dimension dimension, @Nullable Object key) {
        List<Condition> more = new ArrayList<>(where);
        more.add(new Condition(dimension, key));
        return new Scope(from, to, sites, who, more, zones);
    }

    /** Whether a condition singles out a cell that would be suppressed were it small. */
    boolean singlesOut() {
        return where.stream().anyMatch(c -> c.dimension().isProtected());
    }

    /** Both ends, for what needs them. */
    record Span(LocalDate from, LocalDate to) {
        /** As many whole months or else days, just before. */
        Span preceding() {
            return wholeMonths() ? new Span(from.minusMonths(months()), from) : new Span(from.minusDays(days()), from);
        }

        boolean wholeMonths() {
            return from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1;
        }

        long months() {
            return ChronoUnit.MONTHS.between(from, to);
        }

        long days() {
            return ChronoUnit.DAYS.between(from, to);
        }

        /** Where a day of the preceding span stands in this one. */
        LocalDate shifted(LocalDate earlier) {
            return wholeMonths() ? earlier.plusMonths(months()) : earlier.plusDays(days());
        }
    }
}
