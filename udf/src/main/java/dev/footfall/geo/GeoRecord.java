package dev.footfall.geo;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we read of a record, by schema. The reader skips every other field and the names in other languages; it calls the
 * constructors by reflection, so they are public.
 */
final class GeoRecord {
    private GeoRecord() {}

    /** GeoIP2 and GeoLite2 City and Country: maps in maps. */
    public record Nested(
            @MaxMindDbParameter(name = "country") @Nullable Area country,

            @MaxMindDbParameter(name = "subdivisions") @Nullable
            List<Area> subdivisions,

            @MaxMindDbParameter(name = "city") @Nullable Area city,
            @MaxMindDbParameter(name = "location") @Nullable Location location) {
        @MaxMindDbConstructor
        public Nested {}
    }

    /** A country, subdivision or city. */
    public record Area(
            @MaxMindDbParameter(name = "iso_code") @Nullable String iso,
            @MaxMindDbParameter(name = "names") @Nullable Names names) {
        @MaxMindDbConstructor
        public Area {}

        /** The English name, else the code. */
        @Nullable
        String label() {
            return names == null || names.english == null ? iso : names.english;
        }
    }

    /** The English name only. */
    public record Names(
            @MaxMindDbParameter(name = "en") @Nullable String english) {
        @MaxMindDbConstructor
        public Names {}
    }

    /** Coordinates in degrees, accuracy in kilometres. */
    public record Location(
            @MaxMindDbParameter(name = "latitude") @Nullable Object latitude,

            @MaxMindDbParameter(name = "longitude") @Nullable
            Object longitude,

            @MaxMindDbParameter(name = "accuracy_radius") @Nullable
            Object accuracyKm) {
        @MaxMindDbConstructor
        public Location {}
    }

    /** ip-location-db and its like: one map; numbers are floats, doubles or text. */
    public record Flat(
            @MaxMindDbParameter(name = "country_code") @Nullable
            Object countryCode,

            @MaxMindDbParameter(name = "country") @Nullable Object country,
            @MaxMindDbParameter(name = "state1") @Nullable Object state1,
            @MaxMindDbParameter(name = "region") @Nullable Object region,
            @MaxMindDbParameter(name = "city") @Nullable Object city,
            @MaxMindDbParameter(name = "latitude") @Nullable Object latitude,

            @MaxMindDbParameter(name = "longitude") @Nullable
            Object longitude) {
        @MaxMindDbConstructor
        public Flat {}
    }

    /** GeoLite2-ASN and ip-location-db, and the fields of the databases that write the number as {@code AS64496}. */
    public record Network(
            @MaxMindDbParameter(name = "autonomous_system_number") @Nullable
            Object number,

            @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable
            Object organization,

            @MaxMindDbParameter(name = "asn") @Nullable Object asn,
            @MaxMindDbParameter(name = "as_name") @Nullable Object asName,
            @MaxMindDbParameter(name = "name") @Nullable Object name) {
        @MaxMindDbConstructor
        public Network {}
    }
}
