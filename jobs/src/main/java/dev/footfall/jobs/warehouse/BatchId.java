package dev.footfall.jobs.warehouse;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of batches, such as {@code 20261124T021200Z-1a2b3c4d}: they sort by the time of their making. */
public final class BatchId {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** A data file that tasks wrote for one batch; files with rows of several have other names. */
    private static final Pattern OWN_FILE = Pattern.compile(
            "(?:.*/)?(\\d{8}T\\d{6}Z-[0-9a-f]{8})-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.parquet");

    private static final SecureRandom RANDOM = new SecureRandom();

    private BatchId() {}

    /** A new id, of the time that the clock shows. */
    public static String next(Clock clock) {
        return STAMP.format(clock.instant()) + "-" + Integer.toHexString(RANDOM.nextInt() | 1 << 28);
    }

    /** The batch that all rows of a data file belong to, when its name says so. */
    static Optional<String> ofFile(String location) {
        Matcher name = OWN_FILE.matcher(location);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Name of a new data file for rows of other batches that an act keeps; it begins with the act's id. */
    static String restOf(String act) {
        return act + "-rest-" + UUID.randomUUID() + ".parquet";
    }
}
