package dev.footfall.jobs.report;

import java.util.List;

/**
 * Where to count people.
 *
 * @param by the finest place: country, region or city
 * @param compare whether to show the preceding span beside; needs the scope's {@code from}
 * @param k places of fewer browsers than this are suppressed; 0 shows all
 */
public record GeoQuery(Scope scope, Dimension by, boolean compare, int k) {
    private static final List<Dimension> PLACE = List.of(Dimension.COUNTRY, Dimension.REGION, Dimension.CITY);

    public GeoQuery {
        if (!PLACE.contains(by)) {
            throw new IllegalArgumentException("places are countries, regions or cities");
        }
    }

    /** The parts of a place's name, from the country down. */
    List<Dimension> place() {
        return PLACE.subList(0, PLACE.indexOf(by) + 1);
    }
}
