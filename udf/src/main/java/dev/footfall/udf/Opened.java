package dev.footfall.udf;

import dev.footfall.geo.AsnDatabase;
import dev.footfall.geo.CityDatabase;
import dev.footfall.geo.Operator;
import dev.footfall.geo.Place;
import dev.footfall.page.PageRules;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Databases, rules and keys that this process has opened, by where they come from; they stay open to its end. */
final class Opened {
    private static final ConcurrentHashMap<String, CityDatabase> CITIES = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, AsnDatabase> ASNS = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<List<String>, PageRules> PAGES = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, KeyStore> KEYS = new ConcurrentHashMap<>();

    private Opened() {}

    /** The place of an address; of a text that is none, the unknown place. */
    static Place place(String database, String address) {
        CityDatabase city = CITIES.computeIfAbsent(database, path -> CityDatabase.open(Path.of(path)));
        Optional<byte[]> bytes = Identifiers.address(address);
        return bytes.isEmpty() ? Place.UNKNOWN : city.lookup(bytes.get());
    }

    /** Who announces an address; of a text that is none, the unknown operator. */
    static Operator operator(String database, String address) {
        AsnDatabase asn = ASNS.computeIfAbsent(database, path -> AsnDatabase.open(Path.of(path)));
        Optional<byte[]> bytes = Identifiers.address(address);
        return bytes.isEmpty() ? Operator.UNKNOWN : asn.lookup(bytes.get());
    }

    static PageRules pages(List<String> queryKeys) {
        return PAGES.computeIfAbsent(
                queryKeys,
                keys -> PageRules.of(
                        new PageRules.Settings(null, null, null, null, null, null, null, keys, null, false)));
    }

    static KeyStore keys(String directory) {
        return KEYS.computeIfAbsent(directory, text -> {
            Path path = Path.of(text);
            return KeyStore.open(path, MasterKey.of(System.getenv(), path));
        });
    }
}
