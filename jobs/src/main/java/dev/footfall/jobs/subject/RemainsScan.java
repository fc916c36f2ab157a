package dev.footfall.jobs.subject;

import dev.footfall.privacy.LiveForms;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.iceberg.shaded.org.apache.avro.file.DataFileStream;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DataPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DataPageV1;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DataPageV2;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageReadStore;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.iceberg.shaded.org.apache.parquet.io.LocalInputFile;

/**
 * Looks for live forms in every byte of files: as it lies there, and inflated: pages and dictionaries of Parquet files,
 * blocks of Avro files, gzip. What is encrypted stays so. A file that cannot be read or inflated is named, for of it
 * nothing can be said.
 */
public final class RemainsScan {
    /**
     * Something that was found.
     *
     * @param path the file
     * @param what the form, in words that do not repeat it
     */
    public record Find(Path path, String what) {}

    private static final int STRETCH_BYTES = 1 << 20;
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
    private static final byte[] AVRO = {'O', 'b', 'j', 1};
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};

    private final LiveForms forms;
    private final List<Find> finds = new ArrayList<>();
    private final List<Path> unread = new ArrayList<>();
    private long files;
    private long bytes;
    private long inflated;

    /** Looks for these forms. */
    public RemainsScan(LiveForms forms) {
        this.forms = forms;
    }

    /** Looks through a file, or all files below a directory. */
    public void scan(Path place) {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(place)) {
            found = walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            unread.add(place);
            return;
        }
        found.forEach(this::file);
    }

    private void file(Path file) {
        SortedSet<String> what = new TreeSet<>();
        try {
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(PARQUET.length);
            }
            files++;
            try (InputStream in = Files.newInputStream(file)) {
                bytes += look(in, what);
            }
            if (begins(head, PARQUET)) {
                pages(file, what);
            } else if (begins(head, AVRO)) {
                blocks(file, what);
            } else if (begins(head, GZIP)) {
                try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                    inflated += look(in, what);
                }
            }
        } catch (IOException | RuntimeException e) {
            unread.add(file);
        }
        what.forEach(one -> finds.add(new Find(file, one)));
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return head.length >= magic.length
                && ByteBuffer.wrap(head, 0, magic.length).equals(ByteBuffer.wrap(magic));
    }

    /** Looks through a stream in stretches that overlap by the longest form; how many bytes it had. */
    private long look(InputStream in, SortedSet<String> what) throws IOException {
        byte[] buffer = new byte[STRETCH_BYTES + forms.longest()];
        int kept = 0;
        long total = 0;
        while (true) {
            int read = in.readNBytes(buffer, kept, buffer.length - kept);
            total += read;
            int end = kept + read;
            what.addAll(forms.in(buffer, 0, end));
            if (read < buffer.length - kept) {
                return total;
            }
            kept = forms.longest();
            System.arraycopy(buffer, end - kept, buffer, 0, kept);
        }
    }

    private void pages(Path file, SortedSet<String> what) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                for (ColumnDescriptor column :
                        reader.getFileMetaData().getSchema().getColumns()) {
                    PageReader pages = group.getPageReader(column);
                    DictionaryPage dictionary = pages.readDictionaryPage();
                    if (dictionary != null) {
                        page(dictionary.getBytes(), dictionary.getEncoding(), what);
                    }
                    for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
                        if (page instanceof DataPageV1 first) {
                            page(first.getBytes(), first.getValueEncoding(), what);
                        } else if (page instanceof DataPageV2 second) {
                            page(second.getData(), second.getDataEncoding(), what);
                        }
                    }
                }
            }
        }
    }

    private void page(BytesInput page, Encoding encoding, SortedSet<String> what) throws IOException {
        if (encoding == Encoding.DELTA_BYTE_ARRAY || encoding == Encoding.BYTE_STREAM_SPLIT) {
            throw new IOException("values are cut into pieces by " + encoding);
        }
        inflated += look(page.toInputStream(), what);
    }

    private void blocks(Path file, SortedSet<String> what) throws IOException {
        try (DataFileStream<Object> stream =
                new DataFileStream<>(new BufferedInputStream(Files.newInputStream(file)), new GenericDatumReader<>())) {
            while (stream.hasNext()) {
                ByteBuffer block = stream.nextBlock();
                byte[] plain = new byte[block.remaining()];
                block.get(plain);
                inflated += look(new ByteArrayInputStream(plain), what);
            }
        }
    }

    /** What was found, file by file. */
    public List<Find> finds() {
        return finds;
    }

    /** Files of which nothing can be said. */
    List<Path> unread() {
        return unread;
    }

    /** Files that were looked at. */
    public long files() {
        return files;
    }

    /** Bytes as they lie on the disk. */
    long bytes() {
        return bytes;
    }

    /** Bytes that came out of inflating. */
    long inflated() {
        return inflated;
    }
}
