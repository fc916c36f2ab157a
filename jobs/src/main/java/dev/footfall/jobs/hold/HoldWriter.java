package dev.footfall.jobs.hold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.privacy.OwnerOnlyFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes one part of a case: a file of JSON lines a table, compressed and encrypted as it is written, then the manifest.
 * Under its name, by {@link #keep}, it is there whole or not at all.
 */
public final class HoldWriter implements Closeable {
    static final String MANIFEST = "manifest";
    static final String ROWS = ".rows";

    private final CaseFiles files;
    private final Path making;
    private final Path made;
    private final Map<String, OutputStream> open = new LinkedHashMap<>();
    private final SortedMap<String, SortedMap<LocalDate, Long>> rows = new TreeMap<>();

    HoldWriter(CaseFiles files, Path making, Path made) {
        this.files = files;
        this.making = making;
        this.made = made;
    }

    /** Adds a row of a table. */
    public void add(String table, LocalDate day, ObjectNode row) throws IOException {
        OutputStream out = open.get(table);
        if (out == null) {
            out = new GZIPOutputStream(files.create(making, table + ROWS));
            open.put(table, out);
        }
        out.write(row.toString().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        rows.computeIfAbsent(table, t -> new TreeMap<>()).merge(day, 1L, Long::sum);
    }

    /** Rows added so far, by full name of the table and by day. */
    public SortedMap<String, SortedMap<LocalDate, Long>> rows() {
        return rows;
    }

    /** What was written so far becomes a part of the case, whole and durable, under this manifest; nothing can be added then. */
    public HeldPart finish(String caseId, String basis, Instant taken, String policy, String selection)
            throws IOException {
        closeRows();
        HeldPart part = new HeldPart(caseId, basis, taken, policy, selection, rows);
        try (OutputStream manifest = files.create(making, MANIFEST)) {
            manifest.write(part.encoded());
        }
        OwnerOnlyFiles.sync(making);
        return part;
    }

    /** Gives the part its name: from here on the case holds it. */
    public void keep() throws IOException {
        OwnerOnlyFiles.createDirectories(made.getParent());
        Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
        OwnerOnlyFiles.sync(made.getParent());
    }

    /** Removes what was not kept. */
    @Override
    public void close() throws IOException {
        try {
            closeRows();
        } finally {
            CaseFiles.delete(making);
        }
    }

    private void closeRows() throws IOException {
        for (OutputStream out : open.values()) {
            out.close();
        }
        open.clear();
    }
}
