package dev.footfall.jobs.retain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * The days of a table whose rare values are gone, each with a digest of the names of its data files: a day that has other
 * files since is not done. They stand in a property of the table, about 26 characters a day.
 *
 * @param k the policy's k by which they were done; by a larger one they are not
 * @param digests by day
 */
record DoneDays(int k, Map<LocalDate, String> digests) {
    private static final String PROPERTY = "footfall.rare-text";
    private static final int DIGEST_BYTES = 8;

    /** Those that a table remembers; none of what cannot be read. */
    static DoneDays of(Table table) {
        String[] parts = table.properties().getOrDefault(PROPERTY, "").split(" ", -1);
        Map<LocalDate, String> digests = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] day = parts[i].split("=", 2);
            if (day.length == 2 && day[0].matches("\\d{8}")) {
                digests.put(LocalDate.parse(day[0], DateTimeFormatter.BASIC_ISO_DATE), day[1]);
            }
        }
        return parts[0].matches("\\d{1,9}")
                ? new DoneDays(Integer.parseInt(parts[0]), digests)
                : new DoneDays(0, Map.of());
    }

    /** Whether a day with these files is done. */
    boolean contains(LocalDate day, List<DataFile> files, int wanted) {
        return k >= wanted && digest(files).equals(digests.get(day));
    }

    /**
     * These and others.
     *
     * @param more days that are done now
     * @param files all data files of the table by day; days without any are forgotten
     * @param by the k by which they were done
     */
    DoneDays with(List<LocalDate> more, Map<LocalDate, List<DataFile>> files, int by) {
        Map<LocalDate, String> all = new TreeMap<>();
        if (k >= by) {
            all.putAll(digests);
        }
        all.keySet().retainAll(files.keySet());
        for (LocalDate day : more) {
            if (files.containsKey(day)) {
                all.put(day, digest(files.getOrDefault(day, List.of())));
            }
        }
        return new DoneDays(by, all);
    }

    /** Writes them into the table's properties. */
    void write(Table table) {
        StringBuilder text = new StringBuilder().append(k);
        digests.forEach((day, digest) -> text.append(' ')
                .append(day.format(DateTimeFormatter.BASIC_ISO_DATE))
                .append('=')
                .append(digest));
        table.updateProperties().set(PROPERTY, text.toString()).commit();
    }

    /** Names of data files are random, so this is no digest of anything personal. */
    private static String digest(List<DataFile> files) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            files.stream()
                    .map(DataFile::location)
                    .map(location -> location.substring(location.lastIndexOf('/') + 1))
                    .sorted()
                    .forEach(name -> sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
