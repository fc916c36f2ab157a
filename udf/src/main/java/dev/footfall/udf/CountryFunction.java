package dev.footfall.udf;

import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code footfall_country(ip)}: the country's ISO 3166-1 code, or {@code unknown}. */
public final class CountryFunction implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    private final String database;

    /** @param database path of a city database */
    public CountryFunction(String database) {
        this.database = database;
    }

    @Override
    public @Nullable String call(@Nullable String ip) {
        return ip == null ? null : Opened.place(database, ip).country();
    }
}
