package dev.footfall.geo;

import com.maxmind.db.DatabaseRecord;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ASN database in MaxMind DB format: GeoLite2-ASN, GeoIP2-ISP, ip-location-db and its like.
 *
 * <p>Usable from several threads. A look-up costs about two microseconds, so callers keep the answer per address.
 */
public final class AsnDatabase implements Closeable {
    private static final long LARGEST_ASN = 0xffff_ffffL;

    private final MmdbFile file;
    private final RecordCache<Long, Operator> operators = new RecordCache<>();

    private AsnDatabase(MmdbFile file) {
        this.file = file;
    }

    /**
     * Opens a database; the file stays mapped until {@link #close}.
     *
     * @throws GeoException when it is missing, no MaxMind database, damaged, or of another kind (a city database)
     */
    public static AsnDatabase open(Path path) {
        MmdbFile file = MmdbFile.open(path, "ASN");
        try {
            List<Map<?, ?>> sample = file.sample();
            if (!sample.isEmpty() && sample.stream().noneMatch(AsnDatabase::saysNumber)) {
                throw new GeoException(
                        "a " + file.type() + " database says no autonomous system",
                        file.name(),
                        "give an ASN database, as GeoLite2-ASN; a city or country database goes to --geo");
            }
            return new AsnDatabase(file);
        } catch (GeoException e) {
            file.close();
            throw e;
        }
    }

    private static boolean saysNumber(Map<?, ?> record) {
        return number(record.get("autonomous_system_number")) > 0 || number(record.get("asn")) > 0;
    }

    /**
     * Who announces an address of 4 or 16 bytes; {@link Operator#UNKNOWN} when the database does not hold it. Addresses of
     * one network mostly get the same object.
     *
     * @throws GeoException when a record is damaged
     * @throws IllegalArgumentException when the address has another length
     * @throws IllegalStateException when the database is closed
     */
    public Operator lookup(byte[] address) {
        long leaf = file.leaf(address);
        return leaf == MmdbTree.NONE ? decoded(address) : operators.get(leaf, () -> decoded(address));
    }

    private Operator decoded(byte[] address) {
        DatabaseRecord<GeoRecord.Network> found = file.record(address, GeoRecord.Network.class);
        GeoRecord.Network record = found == null ? null : found.data();
        if (found == null || record == null) {
            return Operator.UNKNOWN;
        }
        long number = number(record.number() == null ? record.asn() : record.number());
        String name = first(record.organization(), record.asName(), record.name());
        String prefix = Cidr.around(
                        found.network().networkAddress().getAddress(),
                        found.network().prefixLength())
                .toString();
        return new Operator(number, name, prefix);
    }

    private static @Nullable String first(@Nullable Object... values) {
        for (Object value : values) {
            if (value instanceof String s && !s.isBlank()) {
                return s.strip();
            }
        }
        return null;
    }

    private static long number(@Nullable Object value) {
        long number = 0;
        if (value instanceof Number n) {
            number = n.longValue();
        } else if (value instanceof String s && s.matches("(?i)(AS)?[0-9]{1,10}")) {
            number = Long.parseLong(Character.isDigit(s.charAt(0)) ? s : s.substring(2));
        }
        return number > 0 && number <= LARGEST_ASN ? number : 0;
    }

    /** Type and build date (UTC) for provenance, as {@code GeoLite2-ASN 2026-11-03}. */
    public String describe() {
        return file.describe();
    }

    /** Unmaps the file; later look-ups throw IllegalStateException. */
    @Override
    public void close() {
        file.close();
    }
}
