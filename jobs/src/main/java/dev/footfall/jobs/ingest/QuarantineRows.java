package dev.footfall.jobs.ingest;

import com.google.crypto.tink.Aead;
import dev.footfall.jobs.warehouse.QuarantineCipher;
import dev.footfall.log.LineParser;
import dev.footfall.log.Outcome;
import dev.footfall.table.Tables;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts lines that did not parse into {@code ingest.quarantine}, encrypted and bound to batch, file and offset. */
final class QuarantineRows {
    private static final Columns COLUMNS = new Columns(Tables.QUARANTINE);
    private static final int BATCH = COLUMNS.of("batch");
    private static final int FILE = COLUMNS.of("file");
    private static final int DAY = COLUMNS.of("day");
    private static final int SITE = COLUMNS.of("site");
    private static final int NAME = COLUMNS.of("name");
    private static final int BYTE_OFFSET = COLUMNS.of("byte_offset");
    private static final int LENGTH = COLUMNS.of("length");
    private static final int FORMAT = COLUMNS.of("format");
    private static final int REASON = COLUMNS.of("reason");
    private static final int LINE = COLUMNS.of("line");

    private final TableWriter out;
    /** {@code null} when the key was destroyed: then lines are counted and not kept. */
    private final @Nullable Aead cipher;

    private final ErasedHits erased;
    private final String batch;
    private final int day;

    /** Rows of a batch that is taken on {@code day}, days since the epoch. */
    QuarantineRows(TableWriter out, @Nullable Aead cipher, ErasedHits erased, String batch, int day) {
        this.out = out;
        this.cipher = cipher;
        this.erased = erased;
        this.batch = batch;
        this.day = day;
    }

    void add(InputUnit unit, LineReader line, Outcome outcome) {
        RowBuffer row = out.begin(day);
        row.set(BATCH, Cell.of(batch));
        row.set(FILE, Cell.of(unit.ingestFile()));
        row.set(DAY, day);
        row.set(SITE, Cell.of(unit.site()));
        row.set(NAME, Cell.of(unit.name()));
        row.set(BYTE_OFFSET, line.lineOffset());
        row.set(LENGTH, line.lineLength());
        row.set(FORMAT, Cell.of(unit.formatLabel()));
        row.set(REASON, Cell.of(label(outcome)));
        if (cipher != null && !erased.named(line.buffer(), line.lineFrom(), line.lineTo())) {
            row.set(LINE, encrypted(cipher, unit, line));
        }
        out.end();
    }

    private Cell encrypted(Aead key, InputUnit unit, LineReader line) {
        int end = Math.min(line.lineTo(), line.lineFrom() + LineParser.MAX_LINE_BYTES);
        byte[] plain = Arrays.copyOfRange(line.buffer(), line.lineFrom(), end);
        try {
            return Cell.of(key.encrypt(plain, QuarantineCipher.place(batch, unit.ingestFile(), line.lineOffset())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a quarantined line cannot be encrypted", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The outcome's code, such as {@code wrong-shape}. */
    static String label(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
