package dev.footfall.jobs.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a dashboard shows. Every figure must already be fit for release: small cells folded, estimates with their interval.
 *
 * @param title heading of the page, such as the name of the organisation or report
 * @param site label of the site or sites that the figures are about
 * @param generatedAt when the figures were read
 * @param period the days that they cover
 * @param k cells resting on fewer browsers than this were folded before they came here; 0 if nothing was folded
 * @param views the same figures for different traffic, such as people and bots; the first is shown at the start. Never empty
 * @param findings sentences worth reading first, the weightiest first
 * @param quality what the figures rest on
 */
public record DashboardData(
        String title,
        String site,
        Instant generatedAt,
        Period period,
        int k,
        List<View> views,
        List<Finding> findings,
        Quality quality) {

    /**
     * Copies its lists.
     *
     * @throws IllegalArgumentException if there is no view, or two views, or two panels of one view, share an id
     */
    public DashboardData {
        views = List.copyOf(views);
        findings = List.copyOf(findings);
        if (views.isEmpty()) {
            throw new IllegalArgumentException("a dashboard needs at least one view");
        }
        requireDistinct(views.stream().map(View::id).toList());
        views.forEach(
                view -> requireDistinct(view.panels().stream().map(Panel::id).toList()));
        requireDistinct(quality.panels().stream().map(Panel::id).toList());
    }

    private static void requireDistinct(List<String> ids) {
        Map<String, Integer> seen = new TreeMap<>();
        ids.forEach(id -> seen.merge(id, 1, Integer::sum));
        seen.values().removeIf(times -> times == 1);
        if (!seen.isEmpty()) {
            throw new IllegalArgumentException("ids used more than once: " + seen.keySet());
        }
    }

    /**
     * The days covered and the days they are compared with.
     *
     * @param from first day
     * @param to day after the last
     * @param zone name of the time zone in which days are cut, such as {@code Europe/Vienna}
     * @param previousFrom first day of the span compared with; null when nothing is compared
     * @param previousTo day after the last of the span compared with; null when nothing is compared
     */
    public record Period(
            LocalDate from,
            LocalDate to,
            String zone,
            @Nullable LocalDate previousFrom,
            @Nullable LocalDate previousTo) {

        /**
         * Checks the order of days.
         *
         * @throws IllegalArgumentException if a span is empty or half given
         */
        public Period {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("empty period: " + from + " to " + to);
            }
            boolean half = (previousFrom == null) != (previousTo == null);
            if (half || (previousFrom != null && previousTo != null && !previousFrom.isBefore(previousTo))) {
                throw new IllegalArgumentException("empty span to compare with: " + previousFrom + " to " + previousTo);
            }
        }

        /** A period compared with nothing. */
        public static Period of(LocalDate from, LocalDate to, String zone) {
            return new Period(from, to, zone, null, null);
        }
    }

    /** Whether a finding is about a rise, a fall, something to act on, or just to be known. */
    public enum Tone {
        RISE,
        FALL,
        WARNING,
        NOTE
    }

    /** One sentence that the figures say. */
    public record Finding(Tone tone, String text) {}

    /**
     * Hours without lines, so that absence is not read as a fall.
     *
     * @param from start, in the site's time zone
     * @param to end, not included
     * @param note what is missing, as a sentence
     */
    public record Gap(LocalDateTime from, LocalDateTime to, String note) {}

    /** Something to know about how the figures came to be, such as the policy's version or a database's date. */
    public record Fact(String label, String value) {}

    /**
     * What became of the lines read: {@code lines = hits + quarantined + duplicates}.
     *
     * @param ignored blank lines and directives, which are no lines
     */
    public record Accounting(int files, long lines, long hits, long quarantined, long duplicates, long ignored) {
        /** Whether every line is accounted for. */
        public boolean balanced() {
            return lines == hits + quarantined + duplicates;
        }
    }

    /**
     * What the figures rest on.
     *
     * @param gaps hours without lines, in order of time
     * @param panels tables about the data, such as files and reasons of quarantine
     */
    public record Quality(Accounting accounting, List<Fact> facts, List<Gap> gaps, List<Panel> panels) {
        /** Copies its lists. */
        public Quality {
            facts = List.copyOf(facts);
            gaps = List.copyOf(gaps);
            panels = List.copyOf(panels);
        }
    }
}
