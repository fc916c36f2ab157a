package dev.footfall.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Look-ups in the small databases of data-samples/geo. */
class DatabaseTest {
    private static final Path SAMPLES = Path.of("..", "data-samples", "geo");

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "city.mmdb, 192.0.2.1, DE, Bavaria, Munich, 48.1, 11.6, 20",
                "city.mmdb, ::ffff:192.0.2.1, DE, Bavaria, Munich, 48.1, 11.6, 20",
                "city.mmdb, 198.51.100.1, FR, none, none, 48.9, 2.4, 200",
                "city.mmdb, 203.0.113.1, unknown, none, none, NaN, NaN, -1",
                "city.mmdb, 2001:db8:10::1, GB, England, London, 51.5, -0.1, 5",
                "city.mmdb, 2001:db8:99::1, unknown, none, none, NaN, NaN, -1",
                "city-flat.mmdb, 192.0.2.1, DE, Bavaria, Munich, 48.1, 11.6, -1",
                "city-flat.mmdb, 198.51.100.1, FR, none, none, NaN, NaN, -1",
                "city-flat.mmdb, 203.0.113.1, unknown, none, none, NaN, NaN, -1",
                "city-flat.mmdb, 2001:db8:10::1, unknown, none, none, NaN, NaN, -1",
                "country.mmdb, 192.0.2.1, DE, none, none, NaN, NaN, -1",
                "country-flat.mmdb, 192.0.2.1, DE, none, none, NaN, NaN, -1",
                "country-flat.mmdb, 198.51.100.1, unknown, none, none, NaN, NaN, -1",
            })
    void placesAreFoundInEverySchema(
            String file,
            String address,
            String country,
            String region,
            String city,
            float latitude,
            float longitude,
            int accuracyKm) {
        try (CityDatabase database = CityDatabase.open(SAMPLES.resolve(file))) {
            Place place = database.lookup(AddressText.parse(address));
            assertThat(place).isEqualTo(new Place(country, region, city, latitude, longitude, accuracyKm));
            assertThat(place.hasPosition()).isEqualTo(!Float.isNaN(latitude));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "asn.mmdb, 192.0.2.1, 64496, Example Fibre, 192.0.2.0/24",
                "asn.mmdb, 198.51.100.200, 4200000001, Example Mobile, 198.51.100.128/25",
                "asn.mmdb, 203.0.113.1, 0, none, none",
                "asn.mmdb, 2001:db8:10::1, 64496, Example Fibre, 2001:db8:10::/48",
                "asn-flat.mmdb, 192.0.2.1, 64496, Example Fibre, 192.0.2.0/24",
                "asn-flat.mmdb, 2001:db8::1, 0, none, none",
            })
    void operatorsAreFoundWithTheirPrefix(String file, String address, long asn, String name, String prefix) {
        try (AsnDatabase database = AsnDatabase.open(SAMPLES.resolve(file))) {
            assertThat(database.lookup(AddressText.parse(address))).isEqualTo(new Operator(asn, name, prefix));
        }
    }

    @Test
    void databasesSayTheirTypeAndDate() {
        try (CityDatabase city = CityDatabase.open(SAMPLES.resolve("city.mmdb"));
                AsnDatabase asn = AsnDatabase.open(SAMPLES.resolve("asn.mmdb"))) {
            assertThat(city.describe()).isEqualTo("GeoLite2-City 2026-11-03");
            assertThat(asn.describe()).isEqualTo("GeoLite2-ASN 2026-11-03");
        }
    }

    @Test
    void theWrongKindIsRefusedWithTheRightOption() {
        assertThatThrownBy(() -> CityDatabase.open(SAMPLES.resolve("asn.mmdb")))
                .isInstanceOf(GeoException.class)
                .hasMessageContaining("GeoLite2-ASN")
                .hasMessageContaining("--asn");
        assertThatThrownBy(() -> AsnDatabase.open(SAMPLES.resolve("city.mmdb")))
                .isInstanceOf(GeoException.class)
                .hasMessageContaining("GeoLite2-City")
                .hasMessageContaining("--geo");
    }

    @Test
    void filesThatAreNoDatabaseAreRefused() throws IOException {
        Path text = dir.resolve("text.mmdb");
        Files.writeString(text, "no database");
        Path empty = Files.createFile(dir.resolve("empty.mmdb"));
        byte[] whole = Files.readAllBytes(SAMPLES.resolve("city.mmdb"));
        Path cut = dir.resolve("cut.mmdb");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        Path noMetadata = dir.resolve("metadata.mmdb");
        Files.write(noMetadata, Arrays.copyOf(whole, whole.length - 40));
        for (Path file : List.of(text, empty, cut, noMetadata, dir, dir.resolve("missing.mmdb"))) {
            assertThatThrownBy(() -> CityDatabase.open(file))
                    .isInstanceOf(GeoException.class)
                    .hasMessageContaining(file.toString())
                    .satisfies(e -> assertThat(((GeoException) e).advice()).isNotBlank());
            assertThatThrownBy(() -> AsnDatabase.open(file)).isInstanceOf(GeoException.class);
        }
    }

    @Test
    void aClosedDatabaseSaysSo() {
        CityDatabase database = CityDatabase.open(SAMPLES.resolve("city.mmdb"));
        database.close();
        assertThatThrownBy(() -> database.lookup(new byte[] {1, 2, 3, 4}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void addressesOfAnotherLengthAreRefused() {
        try (CityDatabase database = CityDatabase.open(SAMPLES.resolve("city.mmdb"))) {
            assertThatThrownBy(() -> database.lookup(new byte[3])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void severalThreadsGetTheSameAnswers() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (CityDatabase database = CityDatabase.open(SAMPLES.resolve("city.mmdb"))) {
            List<Future<Long>> answers = IntStream.range(0, 4)
                    .mapToObj(t -> threads.submit(() -> IntStream.range(0, 5_000)
                            .mapToObj(i -> database.lookup(new byte[] {(byte) 192, 0, 2, (byte) i}))
                            .filter(p -> "Munich".equals(p.city()))
                            .count()))
                    .toList();
            for (Future<Long> answer : answers) {
                assertThat(answer.get()).isEqualTo(5_000L);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
