package dev.footfall.jobs.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Java, memory and Spark. */
final class MachineChecks {
    private static final int BUILT_FOR_JAVA = 17;
    /** From here on Hadoop's {@code Subject.getSubject} throws (JEP 486). */
    private static final int FIRST_JAVA_WITHOUT_SECURITY_MANAGER = 24;

    private static final long GIB = 1L << 30;
    private static final String SPARK_VERSION = "spark-version-info.properties";

    private MachineChecks() {}

    static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java(Runtime.version().feature()));
        findings.add(
                memory(Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors()));
        findings.add(spark());
        return findings;
    }

    static Finding java(int version) {
        String found = "Java " + version;
        if (version < BUILT_FOR_JAVA || version >= FIRST_JAVA_WITHOUT_SECURITY_MANAGER) {
            return Finding.fail("java", found, "set JAVA_HOME to a JDK 17");
        }
        return version == BUILT_FOR_JAVA
                ? Finding.ok("java", found)
                : Finding.warn("java", found, "footfall is tested with Java 17 only");
    }

    static Finding memory(long heapBytes, int cores) {
        String found = String.format(
                Locale.ROOT, "%.1f GiB heap, %d %s", heapBytes / (double) GIB, cores, cores == 1 ? "core" : "cores");
        return heapBytes < GIB
                ? Finding.warn("memory", found, "give at least 1 GiB, as in FOOTFALL_JAVA_OPTS=-Xmx2g")
                : Finding.ok("memory", found);
    }

    /** The version of the Spark on the class path, without loading any of it. */
    private static Finding spark() {
        try (InputStream in = MachineChecks.class.getClassLoader().getResourceAsStream(SPARK_VERSION)) {
            if (in == null) {
                return Finding.fail(
                        "spark", "not on the class path", "start the program with ./footfall or spark-submit");
            }
            Properties properties = new Properties();
            properties.load(in);
            String home = System.getenv("SPARK_HOME");
            String from = home == null || home.isEmpty() ? "of the build" : "SPARK_HOME is set";
            return Finding.ok("spark", properties.getProperty("version") + ", " + from);
        } catch (IOException e) {
            return Finding.fail("spark", "its jar cannot be read", "build again with mvn package");
        }
    }
}
