package dev.footfall.udf;

import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code footfall_asn(ip)}: the autonomous system's number; null when the database does not say. */
public final class AsnFunction implements UDF1<@Nullable String, @Nullable Long> {
    private static final long serialVersionUID = 1L;

    private final String database;

    /** @param database path of a ASN database */
    public AsnFunction(String database) {
        this.database = database;
    }

    @Override
    public @Nullable Long call(@Nullable String ip) {
        if (ip == null) {
            return null;
        }
        long number = Opened.operator(database, ip).asn();
        return number == 0 ? null : number;
    }
}
