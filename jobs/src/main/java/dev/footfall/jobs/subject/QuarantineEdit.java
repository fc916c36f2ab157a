package dev.footfall.jobs.subject;

import dev.footfall.jobs.warehouse.QuarantineCipher;
import dev.footfall.jobs.warehouse.RowEdit;
import dev.footfall.privacy.NamedInText;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/**
 * Empties lines in quarantine that name one of the identifiers, and those of which nobody can tell: not kept to their end,
 * or not to be decrypted. That a line was there, its place, format and reason stay, so that the accounts go on adding up.
 */
final class QuarantineEdit implements RowEdit {
    /** What is known of a line. */
    enum Finding {
        /** Names none of them, or is not kept. */
        NOT,
        NAMED,
        UNDECIDED
    }

    private static final String LINE = "line";

    private final QuarantineCipher cipher;
    private final NamedInText named;

    QuarantineEdit(QuarantineCipher cipher, NamedInText named) {
        this.cipher = cipher;
        this.named = named;
    }

    @Override
    public List<String> columns() {
        return List.of("batch", "file", "day", "byte_offset", "length", LINE);
    }

    @Override
    public Reach reach(DataFile file, LocalDate day) {
        return Reach.SOME;
    }

    @Override
    public Fate fate(Record row) {
        return finding(row) == Finding.NOT ? Fate.STAYS : Fate.CHANGES;
    }

    /** What is known of the line of a row. */
    Finding finding(Record row) {
        if (row.getField(LINE) == null) {
            return Finding.NOT;
        }
        byte[] plain = plain(row);
        if (plain == null) {
            return Finding.UNDECIDED;
        }
        boolean names = named.in(plain, 0, plain.length);
        boolean whole = row.getField("length") instanceof Long length && length <= plain.length;
        Arrays.fill(plain, (byte) 0);
        return names ? Finding.NAMED : whole ? Finding.NOT : Finding.UNDECIDED;
    }

    /** The line as far as it is kept; {@code null} when it cannot be had. */
    byte @Nullable [] plain(Record row) {
        boolean placed = row.getField("batch") instanceof String
                && row.getField("file") instanceof String
                && row.getField("byte_offset") instanceof Long;
        if (!placed) {
            return null;
        }
        QuarantineCipher.Opened opened = cipher.open(
                (String) row.getField("batch"),
                (String) row.getField("file"),
                (Long) row.getField("byte_offset"),
                (LocalDate) row.getField("day"),
                (ByteBuffer) row.getField(LINE));
        return opened instanceof QuarantineCipher.Plain plain ? plain.line() : null;
    }

    @Override
    public void change(Record row) {
        row.setField(LINE, null);
    }
}
