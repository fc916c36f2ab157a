package dev.footfall.jobs.ingest;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.footfall.table.TableSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.iceberg.shaded.org.apache.parquet.io.PositionOutputStream;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.util.PropertyUtil;

/** A data file of a table without lists, by {@link ColumnPages}: one for each column, a row group at a time. */
final class PageFile implements DayFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Table table;
    private final StructLike partition;
    private final OutputFile output;
    private final ParquetFileWriter writer;
    private final ZstdCompressCtx zstd;
    private final ColumnPages[] columns;
    private final long rowGroupBytes;
    private long rowsInGroup;

    PageFile(Table table, TableSpec spec, StructLike partition, OutputFile output) throws IOException {
        this.table = table;
        this.partition = partition;
        this.output = output;
        Map<String, String> properties = table.properties();
        rowGroupBytes = PropertyUtil.propertyAsLong(
                properties,
                TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES,
                TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES_DEFAULT);
        MessageType schema = ParquetSchemaUtil.convert(table.schema(), "table");
        zstd = new ZstdCompressCtx();
        zstd.setLevel(PropertyUtil.propertyAsInt(properties, TableProperties.PARQUET_COMPRESSION_LEVEL, 1));
        columns = columns(schema.getColumns(), spec, properties);
        writer = new ParquetFileWriter(
                new Destination(output),
                schema,
                ParquetFileWriter.Mode.CREATE,
                rowGroupBytes,
                0,
                null,
                ParquetProperties.builder().build());
        writer.start();
    }

    private ColumnPages[] columns(List<ColumnDescriptor> descriptors, TableSpec spec, Map<String, String> properties) {
        ColumnPages[] all = new ColumnPages[descriptors.size()];
        for (int i = 0; i < all.length; i++) {
            String name = spec.columns().get(i).name();
            boolean dictionary = PropertyUtil.propertyAsBoolean(
                    properties, TableProperties.PARQUET_DICT_ENCODING_ENABLED_COLUMN_PREFIX + name, true);
            boolean bounded = PropertyUtil.propertyAsBoolean(
                    properties, TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + name, true);
            all[i] = new ColumnPages(descriptors.get(i), spec.columns().get(i).type(), dictionary, bounded, zstd);
        }
        return all;
    }

    @Override
    public void write(RowBuffer rows, int[] order, int count) throws IOException {
        long held = 0;
        for (int i = 0; i < columns.length; i++) {
            columns[i].add(rows, i, order, count);
            held += columns[i].size();
        }
        rowsInGroup += count;
        if (held >= rowGroupBytes) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        if (rowsInGroup > 0) {
            writer.startBlock(rowsInGroup);
            for (ColumnPages column : columns) {
                column.writeTo(writer);
            }
            writer.endBlock();
            rowsInGroup = 0;
        }
    }

    @Override
    public DataFile finish() throws IOException {
        try (zstd) {
            endGroup();
        }
        writer.end(Map.of("iceberg.schema", SchemaParser.toJson(table.schema())));
        return DataFiles.builder(table.spec())
                .withPath(output.location())
                .withFormat(FileFormat.PARQUET)
                .withPartition(partition)
                .withFileSizeInBytes(output.toInputFile().getLength())
                .withMetrics(
                        ParquetUtil.footerMetrics(writer.getFooter(), Stream.empty(), MetricsConfig.forTable(table)))
                .withSplitOffsets(ParquetUtil.getSplitOffsets(writer.getFooter()))
                .build();
    }

    @Override
    public void abandon() throws IOException {
        zstd.close();
        writer.close();
    }

    /** Iceberg's file as Parquet's, buffered: headers of pages are written byte by byte. */
    private record Destination(OutputFile file) implements org.apache.iceberg.shaded.org.apache.parquet.io.OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new Position(new BufferedOutputStream(file.create(), BUFFER_BYTES));
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return new Position(new BufferedOutputStream(file.createOrOverwrite(), BUFFER_BYTES));
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Position extends PositionOutputStream {
        private final BufferedOutputStream out;
        private long position;

        Position(BufferedOutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
