package dev.footfall.jobs.inspect;

import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings that ask for encrypted tables. Iceberg's and Parquet's are silently ignored on the catalogues that the program
 * uses, and by its own writers: who relies on them has plain files.
 */
final class EncryptionChecks {
    private static final String CHECK = "table encryption";
    private static final String ADVICE =
            "take the setting out: files are written in plain whatever it says. Encrypt the"
                    + " disk or volume that the warehouse lies on; tokens and the quarantine are protected by their keys";

    /** Properties of a table. */
    private static final Pattern TABLE = Pattern.compile("encryption\\..*|.*parquet\\.(encryption|crypto)\\..*");

    /** Settings of Spark; those for its network and its own temporary files are no concern of tables. */
    private static final Pattern SPARK =
            Pattern.compile("spark\\.sql\\.catalog\\.[^.]+\\.(table-default\\.|table-override\\.)?encryption\\..*"
                    + "|.*parquet\\.(encryption|crypto)\\..*");

    private EncryptionChecks() {}

    /** Whether the properties of tables, by full name, ask for encryption. */
    static Finding tables(Map<String, Map<String, String>> properties) {
        List<String> asking = new ArrayList<>();
        properties.forEach((table, values) -> values.keySet().stream()
                .filter(key -> TABLE.matcher(key).matches())
                .sorted()
                .forEach(key -> asking.add(table + " has " + key)));
        return asking.isEmpty()
                ? Finding.ok(CHECK, "no table claims any")
                : Finding.fail(
                        CHECK, String.join(", ", asking) + ", which nothing here heeds: its files are plain", ADVICE);
    }

    /** Whether Spark is told to encrypt tables: by the configuration, by this process's properties, or by its defaults. */
    static Finding spark(Map<String, String> configured) {
        Map<String, String> found = new TreeMap<>();
        configured.keySet().forEach(key -> found.put(key, "spark: in footfall.yaml"));
        System.getProperties()
                .stringPropertyNames()
                .forEach(key -> found.putIfAbsent(key, "this process's properties"));
        Path defaults = defaults(System.getenv());
        try {
            defaults(defaults).forEach(key -> found.putIfAbsent(key, defaults.toString()));
        } catch (IOException e) {
            return Finding.warn(
                    "spark " + CHECK, "cannot read " + defaults + " (" + Reason.of(e) + ")", "run as a user who may");
        }
        return spark(found, "spark " + CHECK);
    }

    private static Finding spark(Map<String, String> settings, String check) {
        String asking = settings.entrySet().stream()
                .filter(setting -> SPARK.matcher(setting.getKey()).matches())
                .map(setting -> setting.getKey() + " in " + setting.getValue())
                .collect(Collectors.joining(", "));
        return asking.isEmpty()
                ? Finding.ok(check, "no setting claims any")
                : Finding.fail(check, asking + ", which tables here do not heed: their files are plain", ADVICE);
    }

    /** Spark's file of defaults; a path that does not exist where Spark is that of the build. */
    static Path defaults(Map<String, String> environment) {
        String directory = environment.get("SPARK_CONF_DIR");
        if (directory == null) {
            directory = environment.getOrDefault("SPARK_HOME", "") + "/conf";
        }
        return Path.of(directory, "spark-defaults.conf");
    }

    /** The names of the settings in a file of defaults, which need not exist. */
    static SortedSet<String> defaults(Path file) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        if (Files.isRegularFile(file)) {
            for (String line : Files.readAllLines(file)) {
                String setting = line.strip();
                if (!setting.isEmpty() && !setting.startsWith("#")) {
                    names.add(setting.split("[\\s=:]", 2)[0]);
                }
            }
        }
        return names;
    }
}
