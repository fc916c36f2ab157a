package dev.footfall.jobs.ingest;

import dev.footfall.jobs.Engine;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Version;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.TokenKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Takes logs into the warehouse, pseudonymous from the first write.",
        footer = {
            "",
            "Lines that do not parse go to an encrypted quarantine; a file that was taken before adds nothing.",
            "Exit code 3: the batch is taken, and too many of its lines are in quarantine; the likely cause is said.",
            "",
            "Examples:",
            "  footfall ingest /var/log/nginx/access.log*",
            "  footfall ingest logs/ --geo GeoLite2-City.mmdb --asn GeoLite2-ASN.mmdb",
            "  zcat access.log.1.gz | footfall ingest - --site shop",
            "  footfall ingest access.log --format '%%h %%l %%u %%t \"%%r\" %%>s %%b'",
            "  footfall ingest app.ndjson --format ndjson --mapping mapping.yaml",
            "  footfall ingest access.log.1 --again --geo GeoLite2-City.mmdb"
        })
public final class IngestCommand implements Callable<Integer> {
    /** Exit code when too much of a batch went to quarantine. */
    private static final int EXIT_FOUND = 3;

    @ParentCommand
    Footfall footfall = new Footfall();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Files, directories, globs or URIs; plain, gz or zst. - alone is standard input.")
    List<String> paths = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "Format of all files: a name from 'footfall formats', an Apache LogFormat or nginx log_format"
                    + " string, ndjson with --mapping, or auto (default: ${DEFAULT-VALUE}).")
    String format = "auto";

    @Option(names = "--mapping", paramLabel = "FILE", description = "Mapping of JSON fields, for --format ndjson.")
    @Nullable
    Path mapping;

    @Option(
            names = "--site",
            paramLabel = "NAME",
            description = "Site that all lines belong to; else the configured site of each line's host.")
    @Nullable
    String site;

    @Mixin
    DatabaseOptions databases = new DatabaseOptions();

    @Option(
            names = "--final",
            description = "Takes a last line without newline as complete; else it waits until the file is an hour old.")
    boolean finished;

    @Option(
            names = "--again",
            description =
                    "Reads files afresh that were taken before: the new rows take the place of the old ones in one"
                            + " step. For a changed configuration, policy or database.")
    boolean again;

    @Option(
            names = "--max-quarantine",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "Ends with exit code 3 when more of the new lines went to quarantine and there are at least"
                    + " 1,000 of them (default: ${DEFAULT-VALUE}).")
    double maxQuarantine = 5;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Workspace workspace = Workspace.of(footfall.options());
        Configuration configuration = databases.over(workspace.configuration());
        if (site != null) {
            configuration.requireSite(site);
        }
        QuarantineLimit limit = new QuarantineLimit(maxQuarantine);
        IngestJob.Request request =
                new IngestJob.Request(paths, Mappings.chosen(format, mapping), site, finished, again);
        if (!paths.contains(LogInput.STANDARD_INPUT)) {
            Sources.find(paths); // before Spark starts, and before a warehouse is made
        }
        Warehouse warehouse = workspace.openOrCreateWarehouse();
        PrintWriter err = spec.commandLine().getErr();
        LazySpark spark = new LazySpark(warehouse, configuration);
        try (spark;
                ProgressLine progress = ProgressLine.start()) {
            Workers workers = Workers.of(configuration.spark(), spark::session);
            IngestJob job = new IngestJob(warehouse, configuration, Version.program(), workers, Clock.systemUTC());
            IngestJob.Answer answer = job.run(request);
            progress.close();
            PrintWriter out = spec.commandLine().getOut();
            output.print(FileAccount.rows(answer.files()), out);
            out.flush();
            IngestSummary.print(answer, err);
            if (limit.exceededBy(answer)) {
                err.println("footfall: "
                        + limit.complaint(answer, warehouse, workspace.policy().epoch(TokenKind.QUARANTINE)));
                return EXIT_FOUND;
            }
        }
        return 0;
    }

    /** Starts Spark when it is first needed. */
    private static final class LazySpark implements AutoCloseable {
        private final Warehouse warehouse;
        private final Configuration configuration;
        private @Nullable SparkSession session;

        LazySpark(Warehouse warehouse, Configuration configuration) {
            this.warehouse = warehouse;
            this.configuration = configuration;
        }

        SparkSession session() {
            SparkSession started = session;
            if (started == null) {
                started = Engine.start(warehouse, configuration.spark());
                session = started;
            }
            return started;
        }

        @Override
        public void close() {
            if (session != null) {
                Engine.stop(session);
            }
        }
    }
}
