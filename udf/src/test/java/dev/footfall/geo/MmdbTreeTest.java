package dev.footfall.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.Network;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk of the search tree against MaxMind's reader. */
class MmdbTreeTest {
    private static final Path SAMPLES = Path.of("..", "data-samples", "geo");

    @ParameterizedTest
    @ValueSource(
            strings = {"city.mmdb", "city-flat.mmdb", "country.mmdb", "country-flat.mmdb", "asn.mmdb", "asn-flat.mmdb"})
    void addressesShareALeafExactlyWhenTheReaderSaysOneNetwork(String name) throws IOException {
        try (Reader reader = new Reader(SAMPLES.resolve(name).toFile())) {
            MmdbTree tree =
                    MmdbTree.of(SAMPLES.resolve(name), reader.getMetadata()).orElseThrow();
            Map<Long, String> networkOf = new HashMap<>();
            Map<String, Long> leafOf = new HashMap<>();
            Random random = new Random(7);
            for (int i = 0; i < 20_000; i++) {
                byte[] address = address(random);
                long leaf = tree.leaf(address);
                if (reader.getMetadata().ipVersion() == 4 && address.length == 16) {
                    assertThat(leaf).isEqualTo(MmdbTree.NONE);
                    continue;
                }
                DatabaseRecord<Object> record = reader.getRecord(InetAddress.getByAddress(address), Object.class);
                Network network = record.network();
                String text = address.length + " " + network;
                assertThat(networkOf.putIfAbsent(leaf, text)).isIn(null, text);
                assertThat(leafOf.putIfAbsent(text, leaf)).isIn(null, leaf);
                assertThat(tree.record(leaf) == 0).isEqualTo(record.data() == null);
            }
            assertThat(leafOf).hasSizeGreaterThan(3);
        }
    }

    /** An address near those that the samples hold, or any. */
    private static byte[] address(Random random) {
        byte[] address = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(address);
        byte[][] heads = address.length == 4
                ? new byte[][] {{(byte) 192, 0, 2}, {(byte) 198, 51, 100}, {(byte) 203, 0, 113}}
                : new byte[][] {{0x20, 1, 0xd, (byte) 0xb8, 0}, {0x20, 1}};
        if (random.nextInt(4) > 0) {
            byte[] head = heads[random.nextInt(heads.length)];
            System.arraycopy(head, 0, address, 0, head.length);
        }
        return address;
    }
}
