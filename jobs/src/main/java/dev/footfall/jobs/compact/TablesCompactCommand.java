package dev.footfall.jobs.compact;

import dev.footfall.jobs.Engine;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.text.NearestName;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footfall tables compact}: few large files in the place of many small ones. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description = {
            "Rewrites the small data files of each day into large ones, and removes the old ones from the disk.",
            "Rows stay what they are; batches can still be undone."
        },
        footer = {
            "",
            "Examples:",
            "  footfall tables compact",
            "  footfall tables compact --table audience.hits --day-before 2026-11-01 --target-mb 256"
        })
public final class TablesCompactCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("table", "files_before", "files_after", "bytes_before", "bytes_after");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--table", paramLabel = "NAME", description = "Only this table (default: all).")
    @Nullable
    String table;

    @Option(
            names = "--day-before",
            paramLabel = "DATE",
            description = "Only days before this one, such as those that get no more lines.")
    @Nullable
    LocalDate dayBefore;

    @Option(
            names = "--target-mb",
            paramLabel = "N",
            defaultValue = "128",
            description = "Size that files should have, MiB (default: ${DEFAULT-VALUE}).")
    int targetMib = 128;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (targetMib < 1) {
            throw new UserException("--target-mb " + targetMib + " is no size", "give at least 1");
        }
        Compaction.Request request = new Compaction.Request(tables(), dayBefore, targetMib);
        Workspace workspace = Workspace.of(((Footfall) spec.root().userObject()).options());
        Warehouse warehouse = workspace.openWarehouse();
        try (Sessions spark = new Sessions(warehouse, workspace.configuration())) {
            List<Compaction.Result> results = Compaction.run(warehouse, spark::start, request, Clock.systemUTC());
            output.print(rows(results), spec.commandLine().getOut());
            long before = results.stream().mapToLong(r -> r.before().files()).sum();
            long after = results.stream().mapToLong(r -> r.after().files()).sum();
            spec.commandLine().getErr().println(String.format(Locale.ROOT, "%,d files are %,d now", before, after));
        }
        return 0;
    }

    private List<TableSpec> tables() {
        if (table == null) {
            return Tables.ALL;
        }
        List<String> known = Tables.ALL.stream().map(TableSpec::fullName).toList();
        return List.of(Tables.named(table)
                .orElseThrow(() -> new UserException(
                        "no table '" + table + "'",
                        NearestName.of(table, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("the tables are " + String.join(", ", known)))));
    }

    private static Rows rows(List<Compaction.Result> results) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Compaction.Result one : results) {
            rows.add(List.of(
                    one.table(),
                    one.before().files(),
                    one.after().files(),
                    one.before().bytes(),
                    one.after().bytes()));
        }
        return new Rows(COLUMNS, rows);
    }

    /** Spark, once it is needed. */
    private static final class Sessions implements AutoCloseable {
        private final Warehouse warehouse;
        private final Configuration configuration;
        private org.apache.spark.sql.@Nullable SparkSession session;

        Sessions(Warehouse warehouse, Configuration configuration) {
            this.warehouse = warehouse;
            this.configuration = configuration;
        }

        org.apache.spark.sql.SparkSession start() {
            org.apache.spark.sql.SparkSession started = Engine.start(warehouse, configuration.spark());
            session = started;
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
