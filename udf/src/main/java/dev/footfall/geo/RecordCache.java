package dev.footfall.geo;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was decoded, by its place in the file. Bounded: it forgets everything when full. Usable from several threads.
 *
 * @param <K> where the record stands
 * @param <V> what was decoded
 */
final class RecordCache<K, V> {
    private static final int MOST = 1 << 17;

    private final ConcurrentHashMap<K, V> decoded = new ConcurrentHashMap<>();

    V get(K key, Supplier<V> decode) {
        V known = decoded.get(key);
        if (known == null) {
            known = decode.get();
            if (decoded.size() >= MOST) {
                decoded.clear();
            }
            V first = decoded.putIfAbsent(key, known);
            known = first == null ? known : first;
        }
        return known;
    }
}
