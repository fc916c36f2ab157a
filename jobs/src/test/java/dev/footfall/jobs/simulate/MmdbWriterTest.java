package dev.footfall.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.maxmind.db.Reader;
import dev.footfall.geo.AddressText;
import dev.footfall.geo.Cidr;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write, MaxMind's own reader reads. */
class MmdbWriterTest {
    private static final Instant BUILT = Instant.parse("2026-11-03T00:00:00Z");

    private record Entry(Cidr range, int value) {}

    @TempDir
    Path dir;

    @Test
    void everyTypeIsReadBackAsItWasWritten() throws IOException {
        MmdbWriter writer = new MmdbWriter("Test-Types", 6, BUILT);
        BigInteger wide = BigInteger.ONE.shiftLeft(127).add(BigInteger.TEN);
        writer.insert(
                Cidr.parse("198.18.0.0/15"),
                MmdbValue.fields()
                        .with("text", "Łódź")
                        .with("empty", "")
                        .with("double", MmdbValue.real(-12.5))
                        .with("float", MmdbValue.real32(48.25f))
                        .with("uint16", MmdbValue.uint16(65_535))
                        .with("uint32", MmdbValue.uint32(4_294_967_295L))
                        .with("uint64", MmdbValue.uint64(Long.MAX_VALUE))
                        .with("uint128", MmdbValue.uint128(wide))
                        .with("zero", MmdbValue.uint16(0))
                        .with("int32", new MmdbValue.Signed32(-268_435_456))
                        .with("positive", new MmdbValue.Signed32(268))
                        .with("true", MmdbValue.truth(true))
                        .with("false", MmdbValue.truth(false))
                        .with("bytes", new MmdbValue.Octets(List.of((byte) 1, (byte) -1)))
                        .with("array", MmdbValue.items(MmdbValue.text("a"), MmdbValue.uint16(2)))
                        .build());
        Map<?, ?> read = (Map<?, ?>) lookup(write(writer), "198.19.255.255");
        assertThat(read).isNotNull();
        assertThat(read.get("text")).isEqualTo("Łódź");
        assertThat(read.get("empty")).isEqualTo("");
        assertThat(read.get("double")).isEqualTo(-12.5);
        assertThat(read.get("float")).isEqualTo(48.25f);
        assertThat(read.get("uint16")).isEqualTo(65_535);
        assertThat(read.get("uint32")).isEqualTo(4_294_967_295L);
        assertThat(read.get("uint64")).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(read.get("uint128")).isEqualTo(wide);
        assertThat(read.get("zero")).isEqualTo(0);
        assertThat(read.get("int32")).isEqualTo(-268_435_456);
        assertThat(read.get("positive")).isEqualTo(268);
        assertThat(read.get("true")).isEqualTo(true);
        assertThat(read.get("false")).isEqualTo(false);
        assertThat((byte[]) read.get("bytes")).containsExactly(1, -1);
        assertThat(read.get("array")).isEqualTo(List.of("a", 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 28, 29, 284, 285, 65_820, 65_821, 70_000})
    void textOfEverySizeFormIsReadBack(int length) throws IOException {
        MmdbWriter writer = new MmdbWriter("Test-Sizes", 4, BUILT);
        writer.insert(
                Cidr.parse("198.18.0.0/16"),
                MmdbValue.fields().with("text", "x".repeat(length)).build());
        assertThat((Map<?, ?>) lookup(write(writer), "198.18.0.1")).isEqualTo(Map.of("text", "x".repeat(length)));
    }

    @Test
    void sharedValuesArePointedToAtEveryDistance() throws IOException {
        MmdbWriter writer = new MmdbWriter("Test-Pointers", 4, BUILT);
        String shared = "a value that many records share";
        Cidr all = Cidr.parse("100.64.0.0/10");
        // Shared texts stand at ever larger offsets, so that pointers of 11, 19 and 27 bits occur.
        for (int i = 0; i < 3_000; i++) {
            MmdbValue.FieldsBuilder fields = MmdbValue.fields().with("filler", i + "-".repeat(300));
            writer.insert(all.part(24, i), fields.with("shared", shared + i / 2).build());
        }
        Path file = write(writer);
        try (Reader reader = new Reader(file.toFile())) {
            for (int i = 0; i < 3_000; i++) {
                Map<?, ?> read = (Map<?, ?>) get(reader, all.part(24, i).firstAddress());
                assertThat(read).isNotNull();
                assertThat(read.get("shared")).isEqualTo(shared + i / 2);
                assertThat(read.get("filler")).isEqualTo(i + "-".repeat(300));
            }
        }
        assertThat(Files.size(file)).isLessThan(1_100_000);
    }

    @ParameterizedTest
    @CsvSource({"24", "28", "32"})
    void recordsOfEverySizeLeadToTheSameAnswers(int bits) throws IOException {
        MmdbWriter writer = new MmdbWriter("Test-Records", 6, BUILT, bits);
        writer.insert(Cidr.parse("100.64.0.0/10"), MmdbValue.uint32(1));
        writer.insert(Cidr.parse("100.64.7.0/24"), MmdbValue.uint32(2));
        writer.insert(Cidr.parse("2001:db8::/32"), MmdbValue.uint32(3));
        Path file = write(writer);
        try (Reader reader = new Reader(file.toFile())) {
            assertThat(reader.getMetadata().recordSize()).isEqualTo(bits);
        }
        assertThat(lookup(file, "100.64.7.9")).isEqualTo(2L);
        assertThat(lookup(file, "100.64.8.9")).isEqualTo(1L);
        assertThat(lookup(file, "2001:db8:ffff::1")).isEqualTo(3L);
        assertThat(lookup(file, "198.18.0.1")).isNull();
    }

    @Test
    void manyNetworksTakeWiderRecords() throws IOException {
        MmdbWriter writer = new MmdbWriter("Test-Wide", 4, BUILT);
        String filler = "-".repeat(60_000);
        for (int i = 0; i < 300; i++) {
            writer.insert(Cidr.parse("100.64.0.0/10").part(24, i), MmdbValue.text(i + filler));
        }
        Path file = write(writer);
        try (Reader reader = new Reader(file.toFile())) {
            assertThat(reader.getMetadata().recordSize()).isEqualTo(28);
        }
        assertThat(lookup(file, "100.65.43.1")).isEqualTo(299 + filler);
    }

    @Test
    void metadataNameTypeDateAndCounts() throws IOException {
        MmdbWriter writer = new MmdbWriter("GeoLite2-City", 6, BUILT);
        writer.insert(Cidr.parse("2001:db8::/32"), MmdbValue.uint32(3));
        try (Reader reader = new Reader(write(writer).toFile())) {
            assertThat(reader.getMetadata().databaseType()).isEqualTo("GeoLite2-City");
            assertThat(reader.getMetadata().buildTime()).isEqualTo(BUILT);
            assertThat(reader.getMetadata().ipVersion()).isEqualTo(6);
            assertThat(reader.getMetadata().languages()).containsExactly("en");
            assertThat(reader.getMetadata().nodeCount()).isPositive();
        }
    }

    @Test
    void aliasesLeadToTheIpv4Space() throws IOException {
        MmdbWriter writer = new MmdbWriter("Test-Aliases", 6, BUILT);
        writer.insert(Cidr.parse("198.18.0.0/15"), MmdbValue.text("v4"));
        Path file = write(writer);
        assertThat(lookup(file, "2002:c612:1::1")).isEqualTo("v4");
        assertThat(lookup(file, "::198.18.0.1")).isEqualTo("v4");
        assertThat(lookup(file, "2001:db8::1")).isNull();
    }

    @Test
    void anIpv4DatabaseTakesNoIpv6Network() {
        MmdbWriter writer = new MmdbWriter("Test", 4, BUILT);
        assertThatThrownBy(() -> writer.insert(Cidr.parse("2001:db8::/32"), MmdbValue.uint32(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> MmdbValue.uint16(65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MmdbValue.uint32(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 150)
    void everyLookupIsTheLongestPrefixMatch(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count)
            throws IOException {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        MmdbWriter writer = new MmdbWriter("Test-Random", 6, BUILT);
        for (int i = 0; i < count; i++) {
            Entry entry = new Entry(randomRange(random), i);
            entries.add(entry);
            writer.insert(entry.range, MmdbValue.uint32(i));
        }
        Path file = Files.createTempFile("longest", ".mmdb");
        try {
            writer.write(file);
            try (Reader reader = new Reader(file.toFile())) {
                for (int i = 0; i < 300; i++) {
                    byte[] address = randomAddress(random, entries);
                    assertThat(get(reader, address))
                            .as(AddressText.format(address))
                            .isEqualTo(longest(entries, address));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    /** IPv4 in a few /8 and IPv6 under 2001::/16, crowded so that networks nest. */
    private static Cidr randomRange(Random random) {
        if (random.nextBoolean()) {
            byte[] v4 = {(byte) (100 + random.nextInt(2)), (byte) random.nextInt(4), (byte) random.nextInt(4), 0};
            v4[3] = (byte) random.nextInt(256);
            return Cidr.around(v4, 6 + random.nextInt(27));
        }
        byte[] v6 = new byte[16];
        random.nextBytes(v6);
        v6[0] = 0x20;
        v6[1] = 1;
        v6[2] &= 3;
        return Cidr.around(v6, 14 + random.nextInt(115));
    }

    private static byte[] randomAddress(Random random, List<Entry> entries) {
        byte[] address = entries.get(random.nextInt(entries.size())).range.firstAddress();
        int changed = random.nextInt(3);
        for (int i = 0; i < changed; i++) {
            // Not the first byte: 2002::/16 and ::/96 are aliases of the IPv4 space, beside the point here.
            address[2 + random.nextInt(address.length - 2)] ^= (byte) (1 << random.nextInt(8));
        }
        return address;
    }

    private static @Nullable Long longest(List<Entry> entries, byte[] address) {
        Entry best = null;
        for (Entry entry : entries) {
            if (entry.range.contains(address) && (best == null || entry.range.length() >= best.range.length())) {
                best = entry;
            }
        }
        return best == null ? null : (long) best.value;
    }

    private Path write(MmdbWriter writer) throws IOException {
        Path file = dir.resolve("test.mmdb");
        writer.write(file);
        return file;
    }

    private static @Nullable Object lookup(Path file, String address) throws IOException {
        try (Reader reader = new Reader(file.toFile())) {
            return get(reader, AddressText.parse(address));
        }
    }

    private static @Nullable Object get(Reader reader, byte[] address) throws IOException {
        return reader.get(InetAddress.getByAddress(address), Object.class);
    }
}
