package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.log.ClientAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The site's own proxies, whose forwarding header is believed. */
final class TrustedProxies implements Predicate<byte[]> {
    private record Range(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >>> (i & 7);
                if (((address[i >> 3] ^ other[i >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Range> ranges = new ArrayList<>();

    private TrustedProxies() {}

    /** The proxies that a configuration names as CIDRs or addresses. */
    static TrustedProxies of(Configuration configuration) {
        TrustedProxies proxies = new TrustedProxies();
        for (String text : configuration.trustedProxies()) {
            String[] parts = text.split("/", 2);
            byte[] ascii = parts[0].getBytes(StandardCharsets.UTF_8);
            byte[] address = ClientAddress.parse(ascii, 0, ascii.length);
            int bits = bits(parts, address == null ? 0 : address.length * 8);
            if (address == null || bits < 0) {
                throw new UserException(
                        "trusted_proxies holds '" + text + "', which is no network", "write it like 10.0.0.0/8");
            }
            proxies.ranges.add(new Range(address, bits));
        }
        return proxies;
    }

    private static int bits(String[] parts, int all) {
        if (parts.length == 1) {
            return all;
        }
        return parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= all ? Integer.parseInt(parts[1]) : -1;
    }

    @Override
    public boolean test(byte[] address) {
        for (Range range : ranges) {
            if (range.holds(address)) {
                return true;
            }
        }
        return false;
    }
}
