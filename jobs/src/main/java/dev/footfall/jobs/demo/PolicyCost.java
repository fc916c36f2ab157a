package dev.footfall.jobs.demo;

import com.sun.management.OperatingSystemMXBean;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.simulate.BenchLog;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.privacy.PolicyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code footfall bench policy-cost} does, apart from its options: the same log taken in under the bundled policy and
 * under weaker ones, round after round, so that whatever slows the machine slows them alike.
 *
 * <p>What a weaker policy saves is more than the work of the policy: a column that is dropped is not written either, where a
 * program without a policy writes the identifier itself. So it is an upper bound; the work itself is told by samples of
 * where the threads are, in rounds of their own.
 */
final class PolicyCost {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final long SEED = 1;
    private static final List<String> COLUMNS = List.of(
            "policy",
            "lines",
            "seconds",
            "cpu_seconds",
            "lines_per_second",
            "saves_percent",
            "saves_cpu_percent",
            "samples_percent");

    /** A rule that makes a token or encrypts. */
    private static final Pattern IDENTIFIER_RULE = Pattern.compile("(?m)^(    \\w+: )\\{ form: (?:token|encrypt),.*}$");

    private static final Pattern SCRUBBERS = Pattern.compile("(?m)^scrubbers: .*$");

    /** What the log is taken in under. */
    enum Variant {
        BUNDLED("bundled"),
        WITHOUT_SCRUBBERS("without scrubbers"),
        WITHOUT_TOKENS("without tokens and encrypted columns"),
        WITHOUT_EITHER("without either");

        private final String text;

        Variant(String text) {
            this.text = text;
        }

        /** The policy in this strength. */
        String of(String bundled) {
            String policy = bundled;
            if (this == WITHOUT_SCRUBBERS || this == WITHOUT_EITHER) {
                policy = SCRUBBERS.matcher(policy).replaceAll("scrubbers: []");
            }
            if (this == WITHOUT_TOKENS || this == WITHOUT_EITHER) {
                policy = IDENTIFIER_RULE.matcher(policy).replaceAll("$1{ form: drop, reason: to time the rest }");
            }
            return policy;
        }
    }

    private record Time(double seconds, double cpuSeconds) {}

    private static final String POLICY_CODE = "dev.footfall.privacy.";

    private final CodeShare policyCode = new CodeShare(POLICY_CODE);
    private final @Nullable Path given;
    private long lines;
    private final @Nullable LogFormat format;
    private final int rounds;
    private final PrintWriter progress;
    private final Map<Variant, List<Time>> times = new EnumMap<>(Variant.class);

    /**
     * A comparison over a log and so many rounds after a first that does not count.
     *
     * @param given the log; null for one of so many lines that is made
     */
    PolicyCost(@Nullable Path given, long lines, int rounds, PrintWriter progress) {
        this.given = given;
        this.format = given == null ? LogFormats.find(Bench.FORMAT) : null;
        this.lines = lines;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** The median time under each policy and what it saves against the bundled one, in a directory for its files. */
    Rows measure(Path work) throws IOException {
        Path log = given == null ? work.resolve("access.log") : given;
        Path city = work.resolve("city.mmdb");
        Path asn = work.resolve("asn.mmdb");
        if (given == null) {
            BenchLog.write(log, lines, SEED);
        } else {
            lines = lines(log);
        }
        BenchLog.writeDatabases(city, asn);
        Configuration databases = Configuration.defaults().with(city.toString(), asn.toString(), null);
        Map<Variant, Configuration> configurations = new EnumMap<>(Variant.class);
        for (Variant variant : Variant.values()) {
            Path policy = work.resolve(variant.name().toLowerCase(Locale.ROOT) + ".yaml");
            Files.writeString(policy, variant.of(PolicyFile.bundledText()));
            configurations.put(variant, databases.withPolicy(policy.toString()));
            times.put(variant, new ArrayList<>());
        }
        List<Variant> order = new ArrayList<>(List.of(Variant.values()));
        for (int round = 0; round <= rounds; round++) {
            for (Variant variant : order) {
                Time time = time(configurations.get(variant), log, work.resolve("warehouse"));
                if (round > 0) {
                    times.get(variant).add(time);
                }
                progress.printf(
                        Locale.ROOT,
                        "%s, %s: %.2f s, %.2f CPU-s%n",
                        round == 0 ? "warm-up" : "round " + round,
                        variant.text,
                        time.seconds(),
                        time.cpuSeconds());
                progress.flush();
            }
            if (round > 0) {
                Configuration bundled = configurations.get(Variant.BUNDLED);
                policyCode.during(() -> time(bundled, log, work.resolve("warehouse")), work.resolve("samples.jfr"));
            }
            Collections.rotate(order, 1);
        }
        progress.printf(Locale.ROOT, "%,d samples%n", policyCode.samples());
        progress.flush();
        return rows();
    }

    private static long lines(Path log) throws IOException {
        try (Stream<String> all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return all.count();
        }
    }

    private Time time(Configuration configuration, Path log, Path warehouse) throws IOException {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        Bench.ingest(warehouse, configuration, log, format);
        Time time = new Time((System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        DemoDirectory.remove(warehouse);
        return time;
    }

    private Rows rows() {
        Time bundled = median(Variant.BUNDLED);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            Time time = median(variant);
            rows.add(Arrays.asList(
                    variant.text,
                    lines,
                    rounded(time.seconds(), 1000),
                    rounded(time.cpuSeconds(), 1000),
                    Math.round(lines / time.seconds()),
                    rounded(100 * (1 - time.seconds() / bundled.seconds()), 10),
                    rounded(100 * (1 - time.cpuSeconds() / bundled.cpuSeconds()), 10),
                    variant == Variant.BUNDLED ? rounded(policyCode.percent(), 10) : null));
        }
        return new Rows(COLUMNS, rows);
    }

    private Time median(Variant variant) {
        List<Time> all = times.get(variant);
        return new Time(
                median(all.stream().mapToDouble(Time::seconds).sorted().toArray()),
                median(all.stream().mapToDouble(Time::cpuSeconds).sorted().toArray()));
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }
}
