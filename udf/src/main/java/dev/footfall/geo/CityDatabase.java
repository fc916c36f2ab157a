package dev.footfall.geo;

import com.maxmind.db.DatabaseRecord;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A city or country database in MaxMind DB format: GeoIP2 and GeoLite2 (nested), ip-location-db and its like (flat).
 *
 * <p>Usable from several threads. A look-up costs about two microseconds, so callers keep the answer per address.
 */
public final class CityDatabase implements Closeable {
    private static final Set<String> NESTED_KEYS = Set.of("country", "registered_country", "continent", "location");
    /** ISO 3166-1 leaves these to users; databases write them for "not known". */
    private static final Set<String> NO_COUNTRY = Set.of("ZZ", "XX");

    private enum Schema {
        NESTED,
        FLAT
    }

    private final MmdbFile file;
    private final RecordCache<Integer, Place> places = new RecordCache<>();
    private final Schema schema;

    private CityDatabase(MmdbFile file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    /**
     * Opens a database; the file stays mapped until {@link #close}.
     *
     * @throws GeoException when it is missing, no MaxMind database, damaged, or of another kind (an ASN database)
     */
    public static CityDatabase open(Path path) {
        MmdbFile file = MmdbFile.open(path, "city or country");
        try {
            return new CityDatabase(file, schema(file));
        } catch (GeoException e) {
            file.close();
            throw e;
        }
    }

    private static Schema schema(MmdbFile file) {
        List<Map<?, ?>> sample = file.sample();
        for (Map<?, ?> record : sample) {
            if (NESTED_KEYS.stream().anyMatch(k -> record.get(k) instanceof Map)) {
                return Schema.NESTED;
            }
            if (record.get("country_code") instanceof String || record.get("country") instanceof String) {
                return Schema.FLAT;
            }
        }
        String type = file.type().toLowerCase(Locale.ROOT);
        if (sample.isEmpty() && (type.contains("city") || type.contains("country"))) {
            return Schema.NESTED;
        }
        throw new GeoException(
                "a " + file.type() + " database says no country",
                file.name(),
                "give a city or country database, as GeoLite2-City; an ASN database goes to --asn");
    }

    /**
     * The place of an address of 4 or 16 bytes; {@link Place#UNKNOWN} when the database does not hold it. Addresses of one
     * record mostly get the same object.
     *
     * @throws GeoException when a record is damaged
     * @throws IllegalArgumentException when the address has another length
     * @throws IllegalStateException when the database is closed
     */
    public Place lookup(byte[] address) {
        long leaf = file.leaf(address);
        return leaf == MmdbTree.NONE ? decoded(address) : places.get(file.recordOf(leaf), () -> decoded(address));
    }

    private Place decoded(byte[] address) {
        return switch (schema) {
            case NESTED -> nested(file.record(address, GeoRecord.Nested.class));
            case FLAT -> flat(file.record(address, GeoRecord.Flat.class));
        };
    }

    private static Place nested(@Nullable DatabaseRecord<GeoRecord.Nested> found) {
        GeoRecord.Nested record = found == null ? null : found.data();
        if (record == null) {
            return Place.UNKNOWN;
        }
        GeoRecord.Area country = record.country();
        List<GeoRecord.Area> subdivisions = record.subdivisions();
        GeoRecord.Location location = record.location();
        return new Place(
                country(country == null ? null : country.iso()),
                subdivisions == null || subdivisions.isEmpty()
                        ? null
                        : text(subdivisions.get(0).label()),
                record.city() == null ? null : text(record.city().label()),
                location == null ? Float.NaN : degrees(location.latitude(), 90),
                location == null ? Float.NaN : degrees(location.longitude(), 180),
                location == null || !(location.accuracyKm() instanceof Number km) ? -1 : km.intValue());
    }

    private static Place flat(@Nullable DatabaseRecord<GeoRecord.Flat> found) {
        GeoRecord.Flat record = found == null ? null : found.data();
        if (record == null) {
            return Place.UNKNOWN;
        }
        return new Place(
                country(record.countryCode() == null ? record.country() : record.countryCode()),
                text(record.state1() == null ? record.region() : record.state1()),
                text(record.city()),
                degrees(record.latitude(), 90),
                degrees(record.longitude(), 180),
                -1);
    }

    private static String country(@Nullable Object value) {
        if (!(value instanceof String code) || code.length() != 2) {
            return Place.UNKNOWN_COUNTRY;
        }
        String capitals = code.toUpperCase(Locale.ROOT);
        boolean letters = capitals.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        return letters && !NO_COUNTRY.contains(capitals) ? capitals : Place.UNKNOWN_COUNTRY;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String s && !s.isBlank() && !s.equals("-") ? s.strip() : null;
    }

    private static float degrees(@Nullable Object value, int limit) {
        float degrees = Float.NaN;
        if (value instanceof Number number) {
            degrees = number.floatValue();
        } else if (value instanceof String s && s.matches("-?[0-9]{1,3}(\\.[0-9]{1,12})?")) {
            degrees = Float.parseFloat(s);
        }
        return Math.abs(degrees) <= limit ? degrees : Float.NaN;
    }

    /** Type and build date (UTC) for provenance, as {@code GeoLite2-City 2026-11-03}. */
    public String describe() {
        return file.describe();
    }

    /** Unmaps the file; later look-ups throw IllegalStateException. */
    @Override
    public void close() {
        file.close();
    }
}
