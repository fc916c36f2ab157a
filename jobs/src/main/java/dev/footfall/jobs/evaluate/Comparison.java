package dev.footfall.jobs.evaluate;

import dev.footfall.estimate.Interval;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one period or region: what we say, what others would, and the truth.
 *
 * @param figure what is compared: people, browsers, visits or region
 * @param by day, week, month or all
 * @param key the period, or the region
 * @param truth what really happened; a share for regions
 * @param estimate ours; null when the report does not say
 * @param others by name of a program, what its definition gives; empty where it has none
 */
record Comparison(
        WorldDirectory world,
        String figure,
        String by,
        String key,
        double truth,
        @Nullable Interval estimate,
        Map<String, Double> others) {}
