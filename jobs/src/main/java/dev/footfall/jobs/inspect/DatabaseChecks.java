package dev.footfall.jobs.inspect;

import dev.footfall.geo.AsnDatabase;
import dev.footfall.geo.CityDatabase;
import dev.footfall.geo.GeoException;
import dev.footfall.geo.NamedNetworks;
import dev.footfall.jobs.config.Configuration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The databases of places and networks. */
final class DatabaseChecks {
    /** Networks change hands all the time; suppliers publish weekly to monthly. */
    private static final int OLD_AFTER_DAYS = 90;

    private static final int DATE_LENGTH = "2026-11-03".length();

    private DatabaseChecks() {}

    static List<Finding> all(Configuration configuration) {
        List<Finding> findings = new ArrayList<>();
        findings.add(database("city database", configuration.databases().city(), "countries and cities", path -> {
            try (CityDatabase database = CityDatabase.open(path)) {
                return database.describe();
            }
        }));
        findings.add(database("asn database", configuration.databases().asn(), "networks", path -> {
            try (AsnDatabase database = AsnDatabase.open(path)) {
                return database.describe();
            }
        }));
        String networks = configuration.networks();
        if (networks != null) {
            findings.add(networks(Path.of(networks)));
        }
        return findings;
    }

    private static Finding database(String check, @Nullable String path, String what, Function<Path, String> describe) {
        if (path == null) {
            return Finding.warn(
                    check,
                    "none, so " + what + " stay unknown",
                    "get one in MaxMind DB format (GeoLite2, or ip-location-db without an account) and name it under"
                            + " databases in footfall.yaml");
        }
        try {
            return age(check, describe.apply(Path.of(path)), LocalDate.now(Clock.systemUTC()));
        } catch (GeoException e) {
            return Finding.fail(check, e.what(), e.where() + ": " + e.advice());
        }
    }

    /** @param description type and, at its end, the day of the build */
    static Finding age(String check, String description, LocalDate today) {
        try {
            LocalDate built = LocalDate.parse(description.substring(Math.max(0, description.length() - DATE_LENGTH)));
            long days = ChronoUnit.DAYS.between(built, today);
            return days > OLD_AFTER_DAYS
                    ? Finding.warn(check, description + ", " + days + " days old", "fetch a newer one")
                    : Finding.ok(check, description);
        } catch (DateTimeParseException undated) {
            return Finding.ok(check, description);
        }
    }

    private static Finding networks(Path csv) {
        try {
            return Finding.ok("networks", NamedNetworks.load(csv).size() + " named networks");
        } catch (GeoException e) {
            return Finding.fail("networks", e.what(), e.where() + ": " + e.advice());
        }
    }
}
