package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A year of daily logs (three months in the normal build), in one batch or month by month, forwards or backwards: the same rows and the same answers. */
@Timeout(300)
class BackfillTest {
    private static final boolean LONG = Integer.getInteger("footfall.kills", 3) > 10;
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = LONG ? 365 : 92; // over the night in which clocks go forward, or a year
    private static final int LINES = 200;
    private static final int LATE = 5;
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @TempDir
    static Path temp;

    private static Path warehouse;
    private static Path config;
    private static Path keys;
    private static List<Path> logs;
    private static String summary;
    private static Map<String, Long> rows;
    private static String byDay;
    private static String byMonth;

    @BeforeAll
    static void takeTheYearInOneBatch() throws IOException {
        config = Samples.write(temp.resolve("footfall.yaml"), "sites: [{name: shop, zone: Europe/Berlin}]\n");
        Random random = new Random(4);
        logs = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            logs.add(Samples.write(temp.resolve("logs/" + FIRST.plusDays(day) + ".log"), log(day, random)));
        }
        warehouse = temp.resolve("w");
        List<Path> shuffled = new ArrayList<>(logs);
        Collections.shuffle(shuffled, random);
        summary = ingest(shuffled);
        keys = temp.resolve("keys");
        copy(warehouse.resolve("keys"), keys);
        rows = rows();
        byDay = report("traffic", "--by", "day");
        byMonth = report("audience", "--by", "month");
    }

    /** A day of the server, which keeps UTC; some lines come days late. */
    private static String log(int day, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            int of = i < LATE ? Math.max(0, day - 1 - random.nextInt(3)) : day;
            Instant time =
                    FIRST.plusDays(of).atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(i * 430L);
            text.append(
                    "192.0.2.%d - - [%s] \"GET /p%d HTTP/1.1\" 200 %d \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"\n"
                            .formatted(
                                    random.nextInt(60) + 1, CLF.format(time), random.nextInt(9), random.nextInt(9999)));
        }
        return text.toString();
    }

    private static String ingest(List<Path> files) {
        List<Object> arguments = new ArrayList<>(List.of("--warehouse", warehouse, "--config", config, "ingest"));
        arguments.addAll(files);
        Cli.Run run = Cli.run(arguments.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return run.err();
    }

    private static String report(String kind, String... options) {
        List<Object> arguments = new ArrayList<>(
                List.of("--warehouse", warehouse, "--config", config, "report", kind, "--output", "json"));
        arguments.addAll(List.of(options));
        Cli.Run run = Cli.run(arguments.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    /** All rows as bags; partial rows of the network vault added up, as its readers do. */
    private static Map<String, Long> rows() {
        Map<String, Long> all = new TreeMap<>();
        for (var spec : List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS)) {
            List<String> columns = spec.columns().stream()
                    .map(ColumnSpec::name)
                    .filter(name -> !name.equals("batch"))
                    .toList();
            Stored.in(warehouse, spec).bag(columns).forEach((row, n) -> all.put(spec.name() + spec.vault() + row, n));
        }
        List<String> key = List.of("file", "day", "hour", "site", "host", "prefix", "asn", "network");
        Stored.in(warehouse, Tables.NETWORK_HOURLY)
                .rows()
                .forEach(row -> all.merge(
                        key.stream()
                                .map(c -> String.valueOf(row.getField(c)))
                                .collect(Collectors.joining("|", "network", "")),
                        (Long) row.getField("hits"),
                        Long::sum));
        return all;
    }

    private static void emptyTheWarehouse() throws IOException {
        FileUtil.fullyDelete(warehouse.toFile());
        Warehouse.openOrCreate(warehouse);
        copy(keys, warehouse.resolve("keys"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    /** The files of each month. */
    private static List<List<Path>> months() {
        Map<String, List<Path>> months = new TreeMap<>();
        logs.forEach(log -> months.computeIfAbsent(log.getFileName().toString().substring(0, 7), m -> new ArrayList<>())
                .add(log));
        return new ArrayList<>(months.values());
    }

    @Test
    void monthByMonthForwardsAndBackwardsGiveTheSameRowsAndReports() throws IOException {
        assertThat(rows.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3L * DAYS * LINES);
        for (boolean backwards : new boolean[] {false, true}) {
            emptyTheWarehouse();
            List<List<Path>> batches = months();
            if (backwards) {
                Collections.reverse(batches);
            }
            batches.forEach(BackfillTest::ingest);
            assertThat(Stored.in(warehouse, Tables.BATCHES).size()).isEqualTo(batches.size());
            assertThat(rows()).as("backwards: %s", backwards).isEqualTo(rows);
            assertThat(report("traffic", "--by", "day")).isEqualTo(byDay);
            assertThat(report("audience", "--by", "month")).isEqualTo(byMonth);
        }
    }

    @Test
    void saysWhichDaysWereTouchedAndHowToReportThem() throws IOException {
        assertThat(summary)
                .contains("days touched of shop: 2025-01-01 to " + FIRST.plusDays(DAYS))
                .contains("footfall report traffic --site shop --from 2025-01-01 --to " + FIRST.plusDays(DAYS + 1));
        Path w = temp.resolve("late");
        String late = Samples.line(1) + "\n"
                + Samples.line(2).replace("14/Oct", "15/Oct") + "\n"
                + Samples.line(3).replace("14/Oct", "20/Oct") + "\n";
        Cli.Run run =
                Cli.run("--warehouse", w, "--config", config, "ingest", Samples.write(temp.resolve("late.log"), late));
        assertThat(run.err())
                .contains("days touched of shop: 2025-10-14 to 2025-10-15, 2025-10-20")
                .contains("  footfall report traffic --site shop --from 2025-10-14 --to 2025-10-16")
                .contains("  footfall report traffic --site shop --from 2025-10-20 --to 2025-10-21");
        assertThat(Cli.run("--warehouse", w, "batches", "list", "--output", "json")
                        .rows()
                        .get(0))
                .containsEntry("first_day", "2025-10-14")
                .containsEntry("last_day", "2025-10-20");
    }

    /** Files of other days are taken away: a report that opened one of them would fail. */
    @Test
    void aReportOfSomeDaysReadsTheFilesOfThoseDaysAlone() throws IOException {
        emptyTheWarehouse();
        ingest(logs.subList(59, 75)); // 1 to 16 March
        // A day on each side is read as well, for visits over midnight.
        String[] span = {"--from", "2025-03-05", "--to", "2025-03-07"};
        String traffic = report("traffic", span);
        String audience = report("audience", span);
        String geo = report("geo", span);
        String[] byHour = {"--by", "hour", "--from", "2025-03-05", "--to", "2025-03-07"};
        String hours = report("traffic", byHour);
        List<String> kept = List.of("day=2025-03-04", "day=2025-03-05", "day=2025-03-06", "day=2025-03-07");
        try (Stream<Path> days = Files.list(warehouse.resolve("audience/hits/data"))) {
            for (Path day : days.toList()) {
                if (!kept.contains(day.getFileName().toString())) {
                    FileUtil.fullyDelete(day.toFile());
                }
            }
        }
        assertThat(report("traffic", span)).isEqualTo(traffic);
        assertThat(report("audience", span)).isEqualTo(audience);
        assertThat(report("geo", span)).isEqualTo(geo);
        assertThat(report("traffic", byHour)).isEqualTo(hours);
        Cli.Run all = Cli.run("--warehouse", warehouse, "--config", config, "report", "traffic");
        assertThat(all.code()).as("a report of all days misses them").isNotZero();
    }
}
