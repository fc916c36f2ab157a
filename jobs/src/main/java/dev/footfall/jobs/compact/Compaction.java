package dev.footfall.jobs.compact;

import dev.footfall.jobs.warehouse.BatchId;
import dev.footfall.jobs.warehouse.TableSize;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the small data files of each day into files of a size, and removes what they replace from the disk. Rows stay
 * what they are. The rows of a vault are sorted by a token of that vault alone, so that their order says nothing about the
 * order in another.
 */
public final class Compaction {
    private static final long MIB = 1L << 20;

    /** What rows are sorted by; those of other tables keep their order. */
    private static final Map<TableSpec, List<String>> ORDER = Map.of(
            Tables.AUDIENCE_HITS, List.of("device_day"),
            Tables.SECURITY_HITS, List.of("ip"),
            Tables.NETWORK_HOURLY, List.of("hour", "prefix"));

    /**
     * What the user asked for.
     *
     * @param dayBefore only days before this one; {@code null} for all
     * @param targetMib size that files should have, MiB, at least 1
     */
    public record Request(List<TableSpec> tables, @Nullable LocalDate dayBefore, int targetMib) {}

    /** Data files of a table before and after. */
    public record Result(String table, TableSize before, TableSize after) {}

    private Compaction() {}

    /** Compacts tables, one after the other. Broken off, it leaves no half-written file behind the next command. */
    public static List<Result> run(Warehouse warehouse, Supplier<SparkSession> spark, Request request, Clock clock) {
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            Map<TableSpec, TableSize> before = new LinkedHashMap<>();
            request.tables().forEach(spec -> before.put(spec, TableSize.of(warehouse.table(spec.fullName()))));
            SparkSession session = spark.get();
            String act = BatchId.next(clock);
            warehouse.beginRewriting(act);
            for (TableSpec spec : request.tables()) {
                rewrite(warehouse.table(spec.fullName()), spec, session, request);
            }
            warehouse.endRewriting(act);
            List<Result> results = new ArrayList<>();
            before.forEach((spec, size) ->
                    results.add(new Result(spec.fullName(), size, TableSize.of(warehouse.table(spec.fullName())))));
            return results;
        }
    }

    private static void rewrite(Table table, TableSpec spec, SparkSession session, Request request) {
        RewriteDataFiles rewriting = SparkActions.get(session)
                .rewriteDataFiles(table)
                .option(RewriteDataFiles.TARGET_FILE_SIZE_BYTES, Long.toString(request.targetMib() * MIB))
                // A day of one small file stays as it is: it would only become the same file again.
                .option("min-input-files", "2");
        if (request.dayBefore() != null) {
            rewriting = rewriting.filter(
                    Expressions.lessThan("day", request.dayBefore().toString()));
        }
        List<String> columns = ORDER.get(spec);
        if (columns == null) {
            rewriting.binPack().execute();
        } else {
            SortOrder.Builder order = SortOrder.builderFor(table.schema());
            columns.forEach(order::asc);
            rewriting.sort(order.build()).execute();
        }
    }
}
