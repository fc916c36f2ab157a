package dev.footfall.udf;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Registers the functions of SQL and notebooks.
 *
 * <table>
 * <caption>Functions; a null argument gives null unless it says otherwise</caption>
 * <tr><td>{@code footfall_country(ip)}</td><td>ISO 3166-1 code, or {@code unknown}; needs a city database</td></tr>
 * <tr><td>{@code footfall_region(ip)}, {@code footfall_city(ip)}</td><td>English names or null; need a city database</td></tr>
 * <tr><td>{@code footfall_asn(ip)}</td><td>number of the autonomous system or null; needs an ASN database</td></tr>
 * <tr><td>{@code footfall_agent(ua)}, {@code footfall_os(ua)}</td><td>name of browser or program, and system; null is no agent</td></tr>
 * <tr><td>{@code footfall_agent_class(ua)}</td><td>human, declared-bot, suspected-bot or tool; null is no agent</td></tr>
 * <tr><td>{@code footfall_device(ua)}</td><td>desktop, mobile, tablet, tv, bot or unknown; null is no agent</td></tr>
 * <tr><td>{@code footfall_page(target)}, {@code footfall_kind(target)}</td><td>normalised and scrubbed page, kind of thing</td></tr>
 * <tr><td>{@code footfall_medium(referrer, host)}</td><td>how a visitor came; null is none, or not logged</td></tr>
 * <tr><td>{@code footfall_scrub(text)}</td><td>without card numbers, mail addresses, credentials and tokens</td></tr>
 * <tr><td>{@code footfall_token(kind, day, value)}</td><td>see {@link TokenFunction}; for whoever holds the keys</td></tr>
 * </table>
 */
public final class FootfallFunctions {
    private FootfallFunctions() {}

    /**
     * What the functions need.
     *
     * @param cityDatabase path of a city database, which every executor can read; null leaves out its functions
     * @param asnDatabase path of an ASN database; null leaves out its function
     * @param queryKeys query keys that belong to a page's name, as the policy allows them
     * @param ownHosts further hosts of the site, lower-case; one that begins with a dot stands for all names under it
     * @param keys directory of a warehouse's keys; null, the usual, leaves out {@code footfall_token}
     */
    public record Settings(
            @Nullable String cityDatabase,
            @Nullable String asnDatabase,
            List<String> queryKeys,
            List<String> ownHosts,
            @Nullable String keys)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        public Settings {
            queryKeys = List.copyOf(queryKeys);
            ownHosts = List.copyOf(ownHosts);
        }

        /** Neither databases nor keys. */
        public static Settings none() {
            return new Settings(null, null, List.of(), List.of(), null);
        }

        /** The same with databases. */
        public Settings withDatabases(Optional<Path> city, Optional<Path> asn) {
            return new Settings(text(city), text(asn), queryKeys, ownHosts, keys);
        }

        /** The same for a holder of keys, with the directory that has them. */
        public Settings withKeys(Path directory) {
            return new Settings(
                    cityDatabase,
                    asnDatabase,
                    queryKeys,
                    ownHosts,
                    directory.toAbsolutePath().toString());
        }

        private static @Nullable String text(Optional<Path> path) {
            return path.map(p -> p.toAbsolutePath().toString()).orElse(null);
        }
    }

    /** Registers the functions in a session, over earlier ones of these names. Opens no database and no key. */
    public static void register(SparkSession session, Settings settings) {
        UDFRegistration functions = session.udf();
        functions.register("footfall_agent", new AgentFunction(), DataTypes.StringType);
        functions.register("footfall_agent_class", new AgentClassFunction(), DataTypes.StringType);
        functions.register("footfall_device", new DeviceFunction(), DataTypes.StringType);
        functions.register("footfall_os", new OsFunction(), DataTypes.StringType);
        functions.register("footfall_page", new PageFunction(settings.queryKeys()), DataTypes.StringType);
        functions.register("footfall_kind", new KindFunction(settings.queryKeys()), DataTypes.StringType);
        functions.register("footfall_scrub", new ScrubFunction(), DataTypes.StringType);
        functions.register("footfall_medium", new MediumFunction(settings.ownHosts()), DataTypes.StringType);
        if (settings.cityDatabase() != null) {
            functions.register("footfall_country", new CountryFunction(settings.cityDatabase()), DataTypes.StringType);
            functions.register("footfall_region", new RegionFunction(settings.cityDatabase()), DataTypes.StringType);
            functions.register("footfall_city", new CityFunction(settings.cityDatabase()), DataTypes.StringType);
        }
        if (settings.asnDatabase() != null) {
            functions.register("footfall_asn", new AsnFunction(settings.asnDatabase()), DataTypes.LongType);
        }
        if (settings.keys() != null) {
            functions.register("footfall_token", new TokenFunction(settings.keys()), DataTypes.BinaryType);
        }
    }
}
