package dev.footfall.jobs.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Cuts values into up to six classes of about equally many, at round numbers, for maps and heat maps. Class 0 means nothing.
 *
 * @param bounds lower bound of class 2, 3, …; ascending. Class 1 begins above zero
 */
record Shades(List<Double> bounds, double smallest, double largest) {
    static final int CLASSES = 6;

    static Shades of(DoubleStream values) {
        double[] sorted = values.filter(value -> Double.isFinite(value) && value > 0)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Shades(List.of(), 0, 0);
        }
        List<Double> bounds = new ArrayList<>();
        for (int i = 1; i < CLASSES; i++) {
            double bound = round(sorted[Math.min(sorted.length - 1, i * sorted.length / CLASSES)]);
            double last = bounds.isEmpty() ? sorted[0] : bounds.get(bounds.size() - 1);
            if (bound > last && Arrays.stream(sorted).anyMatch(value -> value < bound)) {
                bounds.add(bound);
            }
        }
        return new Shades(List.copyOf(bounds), sorted[0], sorted[sorted.length - 1]);
    }

    /** The class of a value, from 0 (nothing) to {@link #CLASSES}. */
    int of(double value) {
        if (!(value > 0)) {
            return 0;
        }
        int shade = 1;
        for (double bound : bounds) {
            shade += value >= bound ? 1 : 0;
        }
        return shade;
    }

    /** How many classes there are besides 0. */
    int size() {
        return largest > 0 ? bounds.size() + 1 : 0;
    }

    /** Lowest value of a class from 1 to {@link #size}. */
    double from(int shade) {
        return shade == 1 ? Math.min(smallest, largest) : bounds.get(shade - 2);
    }

    /** One entry a class, from low to high. */
    List<Legend> legend(Function<Double, String> shown) {
        return IntStream.rangeClosed(1, size())
                .mapToObj(shade -> new Legend(shade, shown.apply(from(shade))))
                .toList();
    }

    /**
     * A class of the legend.
     *
     * @param from its lowest value
     */
    record Legend(int shade, String from) {}

    /** Cuts to two significant digits, so that legends read well. */
    private static double round(double value) {
        double step = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return step >= 1 ? Math.floor(value / step) * step : value;
    }
}
