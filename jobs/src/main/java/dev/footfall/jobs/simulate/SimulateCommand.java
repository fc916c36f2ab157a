package dev.footfall.jobs.simulate;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footfall simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a world with known truth: a site that does not exist, its log, its networks' databases, and what really happened.",
            "",
            "The directory then holds logs/, city.mmdb, asn.mmdb, networks.csv, entitlements.csv, footfall.yaml and truth.json. The"
                    + " same options give the same bytes."
        },
        footer = {
            "",
            "Examples:",
            "  footfall simulate --list",
            "  footfall simulate --list --parameters",
            "  footfall simulate --world mobile-first --out w1",
            "  footfall simulate --world office --construction renewal --people 20000 --seed 7 --out w2",
            "  footfall simulate --set account_share=0.1 --set gateways=4 --form nginx_json --out w3",
            "  footfall --config w1/footfall.yaml ingest w1/logs",
            "  footfall evaluate w1"
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int BURN_IN = 90;
    private static final int DEFAULT_PEOPLE = 4_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--list", description = "Show the kinds of worlds instead.")
    boolean list;

    @Option(names = "--parameters", description = "With --list: the parameters, with their range, unit and source.")
    boolean parameters;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write, a new or empty directory.")
    @Nullable
    Path out;

    @Option(
            names = "--world",
            paramLabel = "KIND",
            defaultValue = "consumer",
            description = "Kind of world, see --list (default: ${DEFAULT-VALUE}).")
    String world = "consumer";

    @Option(
            names = "--construction",
            paramLabel = "HOW",
            defaultValue = "agents",
            description = "How people are made to come: agents, day by day, or renewal, by waiting times"
                    + " (default: ${DEFAULT-VALUE}).")
    String construction = "agents";

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "People who might come; some 70 lines a month each (default: 4000).")
    int people = DEFAULT_PEOPLE;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "35",
            description = "Days of log (default: ${DEFAULT-VALUE}).")
    int days = 35;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            defaultValue = "2026-09-28",
            description = "First day (default: ${DEFAULT-VALUE}, a Monday; 35 days then hold all of October).")
    LocalDate from = LocalDate.of(2026, 9, 28);

    @Option(
            names = "--burn-in",
            paramLabel = "N",
            description = "Days before the first one that are lived through without a log (default: 90).")
    int burnIn = BURN_IN;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "The site's time zone (default: ${DEFAULT-VALUE}).")
    String zone = "UTC";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Everything follows from it (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--form",
            paramLabel = "FORMAT",
            defaultValue = "combined_cookie",
            description =
                    "Format of the log: combined_cookie, combined_time, combined, nginx_json or w3c (default: ${DEFAULT-VALUE}).")
    String form = "combined_cookie";

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Another value of a parameter; lists with commas. Repeatable.")
    List<String> sets = new ArrayList<>();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        if (list) {
            output.print(parameters ? parameterRows() : kindRows(), print);
        } else {
            output.print(simulated(), print);
        }
        print.flush();
        return 0;
    }

    private static Rows kindRows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Worlds.Kind kind : Worlds.all()) {
            List<String> sets = kind.sets().entrySet().stream()
                    .map(set -> set.getKey() + "=" + set.getValue().toString().replaceAll("[\\[\\]]", ""))
                    .toList();
            rows.add(Arrays.asList(kind.name(), kind.about(), String.join(" ", sets)));
        }
        return new Rows(List.of("world", "about", "sets"), rows);
    }

    private static Rows parameterRows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Worlds.Entry entry : Worlds.parameters()) {
            double[] range = entry.range();
            rows.add(Arrays.asList(
                    entry.name(),
                    entry.usualText(),
                    range == null ? null : range[0],
                    range == null ? null : range[1],
                    entry.unit(),
                    entry.source()));
        }
        return new Rows(List.of("parameter", "usual", "least", "most", "unit", "source"), rows);
    }

    private Rows simulated() {
        WorldSettings settings = settings();
        Path dir = directory();
        try {
            WorldSummary summary = World.of(settings).write(dir);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            rows.add(Arrays.asList(
                    dir.toString(),
                    settings.kind(),
                    settings.construction().label(),
                    settings.seed(),
                    (long) settings.days(),
                    summary.lines(),
                    summary.people(),
                    summary.browsers(),
                    summary.visits(),
                    summary.pageviews()));
            return new Rows(
                    List.of(
                            "directory",
                            "world",
                            "construction",
                            "seed",
                            "days",
                            "lines",
                            "people",
                            "browsers",
                            "visits",
                            "pageviews"),
                    rows);
        } catch (IOException e) {
            throw new UserException(
                    "cannot write to " + dir + " (" + Reason.of(e) + ")", "choose another directory with --out DIR");
        }
    }

    /** What was asked for, checked. */
    WorldSettings settings() {
        Parameters values = Worlds.named(world).parameters();
        for (String set : sets) {
            values = values.with(set);
        }
        check(people >= 1 && people <= WorldSettings.MOST_PEOPLE, "--people", people, WorldSettings.MOST_PEOPLE);
        check(days >= 1 && days <= WorldSettings.MOST_DAYS, "--days", days, WorldSettings.MOST_DAYS);
        check(burnIn >= 0 && burnIn <= WorldSettings.MOST_DAYS, "--burn-in", burnIn, WorldSettings.MOST_DAYS);
        return new WorldSettings(
                world,
                one("--construction", construction, Construction.values()),
                people,
                days,
                from,
                burnIn,
                seed,
                zone(),
                one("--form", form, LineForm.values()),
                values);
    }

    private static void check(boolean fine, String option, int value, int most) {
        if (!fine) {
            throw new UserException(option + " " + value, "give a number up to " + most);
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new UserException("there is no time zone '" + zone + "'", "write one like Europe/Berlin or UTC");
        }
    }

    private static <E extends Enum<E>> E one(String option, String name, E[] values) {
        return Stream.of(values)
                .filter(value -> value.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        option + " " + name + " is not known",
                        "give one of "
                                + String.join(
                                        ", ",
                                        Stream.of(values)
                                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                                .toList())));
    }

    private Path directory() {
        if (out == null) {
            throw new UserException(
                    "nowhere to write to", "name a directory with --out DIR, or see the kinds with --list");
        }
        try {
            if (Files.exists(out)) {
                boolean empty = Files.isDirectory(out);
                if (empty) {
                    try (Stream<Path> entries = Files.list(out)) {
                        empty = entries.findAny().isEmpty();
                    }
                }
                if (!empty) {
                    throw new UserException(out + " is not empty", "name a new or empty directory with --out DIR");
                }
            }
            return Files.createDirectories(out);
        } catch (IOException e) {
            throw new UserException(
                    "cannot make " + out + " (" + Reason.of(e) + ")", "choose another directory with --out DIR");
        }
    }
}
