package dev.footfall.udf;

import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** {@code footfall_city(ip)}: the city's English name; null when the database does not say. */
public final class CityFunction implements UDF1<@Nullable String, @Nullable String> {
    private static final long serialVersionUID = 1L;

    private final String database;

    /** @param database path of a city database */
    public CityFunction(String database) {
        this.database = database;
    }

    @Override
    public @Nullable String call(@Nullable String ip) {
        return ip == null ? null : Opened.place(database, ip).city();
    }
}
