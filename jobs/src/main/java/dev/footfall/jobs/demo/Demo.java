package dev.footfall.jobs.demo;

import dev.footfall.jobs.Engine;
import dev.footfall.jobs.Version;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.dashboard.DashboardData;
import dev.footfall.jobs.dashboard.DashboardData.Finding;
import dev.footfall.jobs.ingest.FileAccount;
import dev.footfall.jobs.ingest.IngestJob;
import dev.footfall.jobs.ingest.Workers;
import dev.footfall.jobs.report.DashboardCommand;
import dev.footfall.jobs.report.DashboardQueries;
import dev.footfall.jobs.report.Scope;
import dev.footfall.jobs.report.Who;
import dev.footfall.jobs.simulate.WorldSummary;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What {@code footfall demo} does, apart from its options, so that {@code --help} loads no Spark. */
final class Demo {
    /** The site of the world's log. */
    static final String SITE = "shop";
    /** The site of the samples, which are of other days and would distort the first. */
    static final String SAMPLES_SITE = "samples";

    private static final String LOG_FORMAT = "combined_cookie";
    private static final int FINDINGS = 3;

    private final PrintWriter answer;
    private final PrintWriter progress;
    private final long start = System.nanoTime();

    /** A demo that prints its answers to one writer and how far it is to the other. */
    Demo(PrintWriter answer, PrintWriter progress) {
        this.answer = answer;
        this.progress = progress;
    }

    /** Makes the world in a directory, ingests it, reports on it and writes the dashboard. */
    void run(Path out) throws IOException {
        DemoDirectory directory = DemoDirectory.prepare(out);
        DemoWorld world = DemoWorld.before(LocalDate.now(ZoneOffset.UTC));
        say("making a site's log of " + world.settings().days() + " days");
        WorldSummary summary = world.write(directory.world());
        Warehouse warehouse = Warehouse.openOrCreate(directory.warehouse());
        ingest(warehouse, summary);
        say("starting Spark");
        SparkSession spark = Engine.start(directory.warehouse(), Map.of());
        try {
            report(directory, world, summary, spark);
        } finally {
            Engine.stop(spark);
        }
        say("done");
    }

    private void say(String what) {
        PrintWriter err = progress;
        err.printf(Locale.ROOT, "%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, what);
        err.flush();
    }

    private void ingest(Warehouse warehouse, WorldSummary summary) {
        say(String.format(Locale.ROOT, "ingesting %,d lines", summary.lines()));
        Configuration plain = Configuration.defaults();
        Configuration worlds = site().with(
                        absolute(summary.cityDatabase()),
                        absolute(summary.asnDatabase()),
                        absolute(summary.networks()));
        List<String> logs = summary.logs().stream().map(Path::toString).toList();
        IngestJob.Answer taken = ingest(warehouse, worlds, logs, LogFormats.find(LOG_FORMAT), SITE);
        PrintWriter print = answer;
        print.printf(
                Locale.ROOT,
                "A site that does not exist, seen by its log: %,d lines of %d days.%n",
                summary.lines(),
                logs.size());
        account(print, taken);
        Optional<Samples> samples = Samples.find();
        if (samples.isEmpty()) {
            say("the samples are not here: they come with the source, in data-samples");
        } else {
            say("ingesting the samples");
            Samples found = samples.get();
            Configuration theirs =
                    plain.with(absolute(found.city()), absolute(found.asn()), absolute(found.networks()));
            IngestJob.Answer more =
                    ingest(warehouse, theirs, List.of(found.logs().toString()), null, SAMPLES_SITE);
            print.printf(
                    Locale.ROOT,
                    "The samples, under the site '%s': %d files of as many formats.%n",
                    SAMPLES_SITE,
                    more.files().size());
            account(print, more);
        }
        print.flush();
    }

    /** The site as its owner would describe it. */
    private static Configuration site() {
        Configuration.Site shop = new Configuration.Site(SITE, List.of("www.example.com"), "UTC");
        return new Configuration(null, null, List.of(shop), null, null, null, null, null, null, null, null, null);
    }

    private static IngestJob.Answer ingest(
            Warehouse warehouse,
            Configuration configuration,
            List<String> paths,
            @Nullable LogFormat format,
            String site) {
        IngestJob job = new IngestJob(warehouse, configuration, Version.program(), Workers.here(), Clock.systemUTC());
        return job.run(new IngestJob.Request(paths, format, site, true));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    private static void account(PrintWriter print, IngestJob.Answer answer) {
        List<FileAccount> files = answer.files();
        print.printf(
                Locale.ROOT,
                "%,d lines = %,d hits + %,d quarantined + %,d duplicates%n",
                files.stream().mapToLong(FileAccount::lines).sum(),
                files.stream().mapToLong(FileAccount::hits).sum(),
                files.stream().mapToLong(FileAccount::quarantined).sum(),
                files.stream().mapToLong(FileAccount::duplicates).sum());
    }

    private void report(DemoDirectory directory, DemoWorld world, WorldSummary summary, SparkSession spark)
            throws IOException {
        PrintWriter print = answer;
        say("asking the reports");
        Dataset<Row> hits = table(spark, "audience.hits");
        int k = CompiledPolicy.ofAllTables(PolicyFile.bundled()).k();
        Scope scope = new Scope(null, null, List.of(SITE), Who.human, List.of(), Configuration.defaults()::zone);
        DemoReports reports =
                new DemoReports(hits, scope, world.month(), k, "footfall --warehouse " + directory.warehouse());
        reports.print(print);
        String month = world.month().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " "
                + world.month().getYear();
        print.println();
        print.println(reports.verdict(month, world.peopleInMonth(summary)));
        say("writing the dashboard");
        DashboardQueries.Source source =
                new DashboardQueries.Source(hits, table(spark, "ingest.files"), table(spark, "ingest.batches"));
        DashboardData data =
                DashboardQueries.read(source, new DashboardQueries.Wish("A site that does not exist", scope, k));
        DashboardCommand.write(data, directory.dashboard());
        print.println();
        print.println("What the figures say first:");
        data.findings().stream().limit(FINDINGS).map(Finding::text).forEach(text -> print.println("- " + text));
        print.println();
        print.println("The dashboard: " + directory.dashboard().toAbsolutePath().normalize());
        print.flush();
    }

    private static Dataset<Row> table(SparkSession spark, String name) {
        return spark.table(Engine.CATALOGUE + "." + name);
    }
}
