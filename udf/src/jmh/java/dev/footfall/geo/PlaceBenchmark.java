package dev.footfall.geo;

import dev.footfall.Samples;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One operation looks up one address. The sample databases are small: a real one has more levels and less of it is in the
 * processor's cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PlaceBenchmark {
    private static final int ADDRESSES = 4096;
    private static final byte[][] NETWORKS = {
        {(byte) 192, 0, 2}, {(byte) 198, 51, 100}, {(byte) 203, 0, 113}, {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0x10}
    };

    private final CityDatabase city = CityDatabase.open(Samples.file("geo/city.mmdb"));
    private final AsnDatabase asn = AsnDatabase.open(Samples.file("geo/asn.mmdb"));
    private final byte[][] addresses = new byte[ADDRESSES][];
    private int next;

    @Setup
    public void drawAddresses() {
        Random random = new Random(1);
        for (int i = 0; i < ADDRESSES; i++) {
            byte[] network = NETWORKS[random.nextInt(NETWORKS.length)];
            byte[] address = new byte[network.length == 3 ? 4 : 16];
            random.nextBytes(address);
            System.arraycopy(network, 0, address, 0, network.length);
            addresses[i] = address;
        }
    }

    @TearDown
    public void close() {
        city.close();
        asn.close();
    }

    private byte[] address() {
        next = (next + 1) % ADDRESSES;
        return addresses[next];
    }

    @Benchmark
    public Place place() {
        return city.lookup(address());
    }

    @Benchmark
    public Operator operator() {
        return asn.lookup(address());
    }
}
