package dev.footfall.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.ClosedDatabaseException;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open MaxMind DB file, memory-mapped; what the city and the ASN database share. Usable from several threads. */
final class MmdbFile implements Closeable {
    /** Decoded sub-records (country, subdivision, names) kept; a worldwide city database has some ten thousand. */
    private static final int CACHED_NODES = 1 << 15;
    /** Records looked at to learn the schema; the first may be empty ones. */
    private static final int PROBED_RECORDS = 256;

    private final String name;
    private final Reader reader;
    private final boolean v4Only;
    private final Optional<MmdbTree> tree;
    private volatile boolean closed;

    private MmdbFile(String name, Reader reader, Optional<MmdbTree> tree) {
        this.name = name;
        this.reader = reader;
        this.tree = tree;
        this.v4Only = reader.getMetadata().ipVersion() == 4;
    }

    static MmdbFile open(Path path, String kind) {
        String advice = "give a " + kind + " database in MaxMind DB format (.mmdb), as GeoLite2 or ip-location-db";
        if (!Files.exists(path)) {
            throw new GeoException("there is no such file", path.toString(), "check the path, or " + advice);
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new GeoException("it is no readable file", path.toString(), "check its permissions, or " + advice);
        }
        try {
            Reader reader = new Reader(path.toFile(), new CHMCache(CACHED_NODES));
            return new MmdbFile(path.toString(), reader, MmdbTree.of(path, reader.getMetadata()));
        } catch (InvalidDatabaseException e) {
            throw new GeoException("it is no MaxMind database, or a damaged one", path.toString(), advice, e);
        } catch (IOException | RuntimeException e) {
            // The reader answers some broken metadata with unchecked exceptions of many kinds.
            throw new GeoException("it cannot be read as a MaxMind database", path.toString(), advice, e);
        }
    }

    String name() {
        return name;
    }

    String type() {
        return reader.getMetadata().databaseType();
    }

    /** Type and build date (UTC), as {@code GeoLite2-City 2026-11-03}. */
    String describe() {
        return type() + " "
                + reader.getMetadata().buildTime().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Some records as maps, to learn the schema from. */
    List<Map<?, ?>> sample() {
        List<Map<?, ?>> maps = new ArrayList<>();
        try {
            Networks<Object> networks = reader.networks(Object.class);
            for (int i = 0; i < PROBED_RECORDS && networks.hasNext(); i++) {
                if (networks.next().data() instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
            return maps;
        } catch (IOException | InvalidNetworkException | RuntimeException e) {
            throw new GeoException("its records cannot be read", name, "fetch the database again: it is damaged", e);
        }
    }

    /**
     * The leaf of the search tree at which an address of 4 or 16 bytes ends: a name for its network.
     *
     * @return {@link MmdbTree#NONE} when the address must be looked up to know
     * @throws IllegalStateException when the file is closed
     */
    long leaf(byte[] address) {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
        return tree.isPresent() ? tree.get().leaf(address) : MmdbTree.NONE;
    }

    /** Where the record of a leaf stands, a name for it. */
    int recordOf(long leaf) {
        return tree.orElseThrow().record(leaf);
    }

    /**
     * The record of an address with its network.
     *
     * @return null when an IPv4-only database is asked for an IPv6 address
     */
    <T> @Nullable DatabaseRecord<T> record(byte[] address, Class<T> model) {
        InetAddress inet = inet(address);
        if (v4Only && inet instanceof Inet6Address) {
            return null;
        }
        try {
            return reader.getRecord(inet, model);
        } catch (ClosedDatabaseException e) {
            throw new IllegalStateException(name + " is closed", e);
        } catch (IOException | RuntimeException e) {
            // Not with the cause's message: the reader's may name the address.
            throw new GeoException(
                    "a record cannot be read (" + e.getClass().getSimpleName() + ")",
                    name,
                    "fetch the database again: it is damaged or of an unknown schema");
        }
    }

    private static InetAddress inet(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.close();
        } catch (IOException e) {
            throw new GeoException("it cannot be closed", name, "look for a fault of the disk", e);
        }
    }
}
