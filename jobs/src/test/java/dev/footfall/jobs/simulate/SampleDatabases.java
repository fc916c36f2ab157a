package dev.footfall.jobs.simulate;

import dev.footfall.geo.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Makes the databases of {@code data-samples/geo}, in the schemas that exist in the world. */
final class SampleDatabases {
    private static final Instant BUILT = Instant.parse("2026-11-03T00:00:00Z");
    private static final Cidr LINE = Cidr.parse("192.0.2.0/24");
    private static final Cidr OTHER = Cidr.parse("198.51.100.0/24");
    private static final Cidr V6 = Cidr.parse("2001:db8:10::/48");

    private SampleDatabases() {}

    /** Writes them into the directory, over files of these names. */
    static void write(Path dir) throws IOException {
        Files.createDirectories(dir);
        nestedCity(dir.resolve("city.mmdb"));
        nestedCountry(dir.resolve("country.mmdb"));
        flatCity(dir.resolve("city-flat.mmdb"));
        flatCountry(dir.resolve("country-flat.mmdb"));
        asn(dir.resolve("asn.mmdb"), "GeoLite2-ASN", 6);
        asn(dir.resolve("asn-flat.mmdb"), "ip-location-db asn ipv4", 4);
    }

    private static void nestedCity(Path file) throws IOException {
        MmdbWriter writer = new MmdbWriter("GeoLite2-City", 6, BUILT);
        writer.insert(LINE, nested("DE", "Germany", "Bavaria", "Munich", 48.1, 11.6, 20));
        writer.insert(V6, nested("GB", "United Kingdom", "England", "London", 51.5, -0.1, 5));
        writer.insert(
                OTHER,
                MmdbValue.fields()
                        .with("country", area("FR", "France"))
                        .with("location", location(48.9, 2.4, 200))
                        .build());
        writer.write(file);
    }

    private static MmdbValue nested(
            String iso, String country, String region, String city, double latitude, double longitude, int km) {
        return MmdbValue.fields()
                .with("city", MmdbValue.fields().with("names", names(city)).build())
                .with("country", area(iso, country))
                .with("location", location(latitude, longitude, km))
                .with("subdivisions", MmdbValue.items(area(region.substring(0, 2), region)))
                .build();
    }

    private static MmdbValue area(String iso, String name) {
        return MmdbValue.fields()
                .with("iso_code", iso)
                .with("names", names(name))
                .build();
    }

    private static MmdbValue names(String english) {
        return MmdbValue.fields()
                .with("de", english + " (de)")
                .with("en", english)
                .build();
    }

    private static MmdbValue location(double latitude, double longitude, int km) {
        return MmdbValue.fields()
                .with("accuracy_radius", MmdbValue.uint16(km))
                .with("latitude", MmdbValue.real(latitude))
                .with("longitude", MmdbValue.real(longitude))
                .build();
    }

    private static void nestedCountry(Path file) throws IOException {
        MmdbWriter writer = new MmdbWriter("GeoLite2-Country", 6, BUILT);
        writer.insert(
                LINE, MmdbValue.fields().with("country", area("DE", "Germany")).build());
        writer.write(file);
    }

    private static void flatCity(Path file) throws IOException {
        MmdbWriter writer = new MmdbWriter("ip-location-db city ipv4", 4, BUILT);
        writer.insert(
                LINE,
                MmdbValue.fields()
                        .with("country_code", "DE")
                        .with("state1", "Bavaria")
                        .with("state2", "Upper Bavaria")
                        .with("city", "Munich")
                        .with("latitude", MmdbValue.real32(48.1f))
                        .with("longitude", MmdbValue.real32(11.6f))
                        .build());
        writer.insert(
                OTHER,
                MmdbValue.fields()
                        .with("country_code", "fr")
                        .with("state1", "")
                        .with("city", "")
                        .build());
        writer.write(file);
    }

    private static void flatCountry(Path file) throws IOException {
        MmdbWriter writer = new MmdbWriter("country ipvAll", 6, BUILT);
        writer.insert(LINE, MmdbValue.fields().with("country_code", "DE").build());
        writer.insert(OTHER, MmdbValue.fields().with("country_code", "ZZ").build());
        writer.write(file);
    }

    private static void asn(Path file, String type, int ipVersion) throws IOException {
        MmdbWriter writer = new MmdbWriter(type, ipVersion, BUILT);
        writer.insert(LINE, operator(64_496, "Example Fibre"));
        writer.insert(Cidr.parse("198.51.100.128/25"), operator(4_200_000_001L, "Example Mobile"));
        if (ipVersion == 6) {
            writer.insert(V6, operator(64_496, "Example Fibre"));
        }
        writer.write(file);
    }

    private static MmdbValue operator(long asn, String name) {
        return MmdbValue.fields()
                .with("autonomous_system_number", MmdbValue.uint32(asn))
                .with("autonomous_system_organization", name)
                .build();
    }

    /** Writes them into the directory given. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }
}
