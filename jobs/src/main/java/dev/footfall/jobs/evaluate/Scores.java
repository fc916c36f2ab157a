package dev.footfall.jobs.evaluate;

import dev.footfall.estimate.Interval;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.PeerMethods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comparisons as rows: each one, or errors by world, figure and length of period. */
final class Scores {
    private static final String ALL = "(all)";

    private Scores() {}

    /** Every comparison. */
    static Rows periods(List<Comparison> comparisons) {
        List<String> columns = new ArrayList<>(
                List.of("directory", "world", "figure", "by", "period", "truth", "estimate", "low", "high"));
        columns.addAll(PeerMethods.NAMES);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Comparison c : comparisons) {
            Interval estimate = c.estimate();
            List<@Nullable Object> row = new ArrayList<>();
            row.add(c.world().path().toString());
            row.add(c.world().kind());
            row.add(c.figure());
            row.add(c.by());
            row.add(c.key());
            row.add(figure(c, c.truth()));
            row.add(estimate == null ? null : figure(c, estimate.point()));
            row.add(estimate == null ? null : figure(c, estimate.low()));
            row.add(estimate == null ? null : figure(c, estimate.high()));
            for (String name : PeerMethods.NAMES) {
                Double value = c.others().get(name);
                row.add(value == null ? null : (Object) Math.round(value));
            }
            rows.add(row);
        }
        return new Rows(columns, rows);
    }

    private static Object figure(Comparison c, double value) {
        return c.figure().equals("regions")
                ? (Object) (Math.round(value * 10_000) / 10_000.0)
                : (Object) Math.round(value);
    }

    /** Errors by world, and over all worlds when there are several. */
    static Rows errors(List<Comparison> comparisons) {
        List<String> columns = new ArrayList<>(List.of(
                "directory", "world", "construction", "figure", "by", "periods", "error", "bias", "covered_percent"));
        PeerMethods.NAMES.forEach(name -> columns.add(name + "_error"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Map<List<String>, List<Comparison>> groups = grouped(comparisons, false);
        groups.forEach((key, group) -> rows.add(row(key, group)));
        if (comparisons.stream().map(Comparison::world).distinct().count() > 1) {
            grouped(comparisons, true).forEach((key, group) -> rows.add(row(key, group)));
        }
        return new Rows(columns, rows);
    }

    private static Map<List<String>, List<Comparison>> grouped(List<Comparison> comparisons, boolean together) {
        return comparisons.stream()
                .collect(Collectors.groupingBy(
                        c -> List.of(
                                together ? ALL : c.world().path().toString(),
                                together ? ALL : c.world().kind(),
                                together ? ALL : c.world().construction(),
                                c.figure(),
                                c.by()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static List<@Nullable Object> row(List<String> key, List<Comparison> group) {
        List<@Nullable Object> row = new ArrayList<>(key);
        row.add((long) group.size());
        row.add(mean(group.stream().map(c -> error(c, ours(c), true)).toList()));
        row.add(mean(group.stream().map(c -> error(c, ours(c), false)).toList()));
        List<@Nullable Double> covered = new ArrayList<>();
        for (Comparison c : group) {
            Interval estimate = c.estimate();
            covered.add(
                    estimate == null
                            ? null
                            : estimate.low() <= c.truth() && c.truth() <= estimate.high()
                                    ? (Double) 100.0
                                    : (Double) 0.0);
        }
        row.add(mean(covered));
        for (String name : PeerMethods.NAMES) {
            row.add(mean(group.stream()
                    .map(c -> error(c, c.others().get(name), true))
                    .toList()));
        }
        return row;
    }

    private static @Nullable Double ours(Comparison c) {
        return c.estimate() == null ? null : (Double) c.estimate().point();
    }

    /** In percent of the truth; for regions in points of the share. */
    private static @Nullable Double error(Comparison c, @Nullable Double said, boolean absolute) {
        if (said == null) {
            return null;
        }
        double error = 100 * (said - c.truth()) / (c.figure().equals("regions") ? 1 : c.truth());
        return absolute ? Math.abs(error) : error;
    }

    /** The mean of those that are there, to a tenth; null without any. */
    private static @Nullable Object mean(List<@Nullable Double> values) {
        double sum = 0;
        int count = 0;
        for (Double value : values) {
            if (value != null) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? null : (Object) (Math.round(sum / count * 10) / 10.0);
    }
}
