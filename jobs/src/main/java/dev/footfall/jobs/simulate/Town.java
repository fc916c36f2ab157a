package dev.footfall.jobs.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Where people of a world live.
 *
 * @param country ISO 3166-1 code
 * @param regionCode ISO 3166-2 code without the country
 * @param weight share of people, in no unit
 */
record Town(
        String country,
        String countryName,
        String continent,
        String regionCode,
        String region,
        String city,
        double latitude,
        double longitude,
        double weight,
        ZoneId zone) {
    /** The towns of {@code towns.csv}, grouped by country. */
    static List<Town> all() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Town.class.getResourceAsStream("towns.csv"), "towns.csv is in the jar"),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> parse(line.split(",")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Town parse(String[] cells) {
        return new Town(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                Double.parseDouble(cells[6]),
                Double.parseDouble(cells[7]),
                Double.parseDouble(cells[8]),
                ZoneId.of(cells[9]));
    }

    /** Country and region, as {@code DE/Bavaria}: regions of two countries may share a name. */
    String regionKey() {
        return country + "/" + region;
    }
}
