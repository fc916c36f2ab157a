package dev.footfall.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.dashboard.DashboardData.Accounting;
import dev.footfall.jobs.dashboard.DashboardData.Gap;
import dev.footfall.jobs.dashboard.DashboardData.Period;
import dev.footfall.jobs.dashboard.Panel;
import dev.footfall.jobs.dashboard.Panel.Column;
import dev.footfall.jobs.dashboard.Panel.Section;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What the figures of a dashboard rest on: accounts of the batches that touch its days, and hours without lines. */
final class DashboardQuality {
    /** So many lines must be missed in a silent stretch, going by the same hours of other days, before it is a gap. */
    private static final double LEAST_MISSED = 20;

    private static final int MOST_FILES = 100;

    private final List<Row> files;
    private final List<Row> batches;

    private DashboardQuality(List<Row> files, List<Row> batches) {
        this.files = files;
        this.batches = batches;
    }

    /** Reads the accounts of batches that hold days of the period; of files of these sites, when some are named. */
    static DashboardQuality read(Dataset<Row> files, Dataset<Row> batches, Period period, List<String> sites) {
        List<Row> touching = batches
                .select("batch", "first_day", "last_day", "policy", "city_database", "asn_database", "code")
                .collectAsList()
                .stream()
                .filter(row -> touches(row, period))
                .toList();
        Set<String> names = new HashSet<>();
        touching.forEach(row -> names.add(row.getAs("batch")));
        List<Row> taken = files
                .select("batch", "site", "name", "lines", "hits", "quarantined", "duplicates", "ignored", "reasons")
                .collectAsList()
                .stream()
                .filter(row -> names.contains(row.<String>getAs("batch")))
                .filter(row -> sites.isEmpty() || sites.contains(row.<String>getAs("site")))
                .toList();
        Set<String> used = new HashSet<>();
        taken.forEach(row -> used.add(row.getAs("batch")));
        return new DashboardQuality(
                taken,
                touching.stream()
                        .filter(row -> used.contains(row.<String>getAs("batch")))
                        .toList());
    }

    private static boolean touches(Row batch, Period period) {
        Object first = batch.getAs("first_day");
        Object last = batch.getAs("last_day");
        return first == null
                || last == null
                || (Nothing.date(first).isBefore(period.to())
                        && !Nothing.date(last).isBefore(period.from()));
    }

    Accounting accounting() {
        return new Accounting(
                files.size(), sum("lines"), sum("hits"), sum("quarantined"), sum("duplicates"), sum("ignored"));
    }

    private long sum(String column) {
        return files.stream().mapToLong(row -> number(row, column)).sum();
    }

    private static long number(Row row, String column) {
        Long value = row.getAs(column);
        return value == null ? 0 : value;
    }

    /** The distinct values of a column of the batches, in words. */
    String versions(String column, String none) {
        Set<String> values = new TreeSet<>();
        for (Row batch : batches) {
            String value = batch.getAs(column);
            values.add(value == null ? none : value);
        }
        return values.isEmpty() ? none : String.join(", ", values);
    }

    int batches() {
        return batches.size();
    }

    Map<String, Long> reasons() {
        Map<String, Long> reasons = new TreeMap<>();
        ObjectMapper json = new ObjectMapper();
        for (Row file : files) {
            String text = file.getAs("reasons");
            if (text != null && !text.isEmpty()) {
                try {
                    json.readValue(text, new TypeReference<Map<String, Long>>() {})
                            .forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("ingest.files holds reasons that are no JSON", e);
                }
            }
        }
        reasons.values().removeIf(n -> n == 0); // all such lines were replayed since
        return reasons;
    }

    List<Panel> panels() {
        List<List<@Nullable Object>> reasons = new ArrayList<>();
        long quarantined = sum("quarantined");
        reasons().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(e -> reasons.add(
                        Arrays.asList(e.getKey(), e.getValue(), (double) e.getValue() / Math.max(1, quarantined))));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        files.stream()
                .sorted((a, b) -> b.<String>getAs("name").compareTo(a.getAs("name")))
                .limit(MOST_FILES)
                .forEach(row -> rows.add(Arrays.asList(
                        row.<String>getAs("name"),
                        number(row, "lines"),
                        number(row, "hits"),
                        number(row, "quarantined"),
                        number(row, "duplicates"),
                        number(row, "ignored"))));
        return List.of(
                Panel.table(
                                "reasons",
                                Section.QUALITY,
                                "Quarantine",
                                "Why did lines not parse?",
                                "The first reason that a line gave; the lines are kept encrypted for as long as the policy"
                                        + " says and can be read again.",
                                List.of(
                                        new Column("reason", "Reason", Panel.Type.TEXT),
                                        new Column("lines", "Lines", Panel.Type.NUMBER),
                                        new Column("share", "Share", Panel.Type.SHARE)),
                                reasons,
                                0)
                        .whenEmpty("Every line parsed."),
                Panel.table(
                        "files",
                        Section.QUALITY,
                        "Files",
                        "What was read?",
                        "Counted while reading and stored with the batch, one row a file; the last " + MOST_FILES
                                + " by name.",
                        List.of(
                                new Column("name", "File", Panel.Type.TEXT),
                                new Column("lines", "Lines", Panel.Type.NUMBER),
                                new Column("hits", "Hits", Panel.Type.NUMBER),
                                new Column("quarantined", "Quarantined", Panel.Type.NUMBER),
                                new Column("duplicates", "Duplicates", Panel.Type.NUMBER),
                                new Column("ignored", "Ignored", Panel.Type.NUMBER)),
                        rows,
                        0));
    }

    /**
     * Stretches of whole hours without a line, in which lines were to be expected: the mean of the same hours of the
     * period's other days, added up, is at least {@value #LEAST_MISSED}. Hours that summer time leaves out are none.
     */
    static List<Gap> gaps(NavigableMap<LocalDateTime, DashboardTraffic.Hour> hours, Period period, ZoneId zone) {
        double[] usual = usual(hours, period);
        List<Gap> gaps = new ArrayList<>();
        LocalDateTime end = period.to().atStartOfDay();
        LocalDateTime at = period.from().atStartOfDay();
        while (at.isBefore(end)) {
            LocalDateTime start = at;
            double missed = 0;
            while (at.isBefore(end) && !hours.containsKey(at)) {
                missed += zone.getRules().getValidOffsets(at).isEmpty() ? 0 : usual[at.getHour()];
                at = at.plusHours(1);
            }
            if (missed >= LEAST_MISSED) {
                gaps.add(new Gap(start, at, String.format("About %,.0f lines would be usual.", missed)));
            }
            at = at.plusHours(1);
        }
        return gaps;
    }

    private static double[] usual(NavigableMap<LocalDateTime, DashboardTraffic.Hour> hours, Period period) {
        double[] sum = new double[24];
        hours.forEach((hour, counts) -> sum[hour.getHour()] += counts.hits());
        Set<LocalDate> days = new HashSet<>();
        hours.keySet().forEach(hour -> days.add(hour.toLocalDate()));
        long all = Math.min(days.size(), ChronoUnit.DAYS.between(period.from(), period.to()));
        return Arrays.stream(sum).map(hits -> hits / Math.max(1, all)).toArray();
    }
}
