package dev.footfall.jobs.warehouse;

import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * A line in quarantine. What the policy does not keep is empty.
 *
 * @param offset first byte of the line in the decompressed file
 * @param length bytes of the line as it was, without its newline
 * @param content the line, or why it cannot be had
 */
public record QuarantinedLine(
        String batch,
        String file,
        String site,
        String name,
        long offset,
        long length,
        String format,
        String reason,
        QuarantineCipher.Opened content) {

    /**
     * Hands over lines one at a time, in no order, until one is answered with {@code false}.
     *
     * @param batch only lines of this batch; {@code null} for all
     */
    public static void forEach(
            Warehouse warehouse, QuarantineCipher cipher, @Nullable String batch, Predicate<QuarantinedLine> action) {
        Table table = warehouse.table(Tables.QUARANTINE.fullName());
        IcebergGenerics.ScanBuilder scan = IcebergGenerics.read(table);
        try (CloseableIterable<Record> rows =
                (batch == null ? scan : scan.where(Expressions.equal("batch", batch))).build()) {
            for (Record row : rows) {
                if (!action.test(of(row, cipher))) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QuarantinedLine of(Record row, QuarantineCipher cipher) {
        String batch = text(row, "batch");
        String file = text(row, "file");
        long offset = number(row, "byte_offset");
        return new QuarantinedLine(
                batch,
                file,
                text(row, "site"),
                text(row, "name"),
                offset,
                number(row, "length"),
                text(row, "format"),
                text(row, "reason"),
                cipher.open(batch, file, offset, (LocalDate) row.getField("day"), (ByteBuffer) row.getField("line")));
    }

    private static String text(Record row, String column) {
        Object value = row.getField(column);
        return value == null ? "" : (String) value;
    }

    private static long number(Record row, String column) {
        Object value = row.getField(column);
        return value == null ? -1 : (Long) value;
    }
}
