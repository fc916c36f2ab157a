package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a unit's file, of which all is well known to the task: what goes wrong here is the file's fault. */
final class UnitInput extends FilterInputStream {
    private final String path;
    private final long end;
    private long position;

    private UnitInput(InputStream in, InputUnit unit, long from) {
        super(in);
        this.path = unit.path();
        this.end = Math.min(unit.to(), unit.limit());
        this.position = from;
    }

    /**
     * Opens a unit that was looked at before.
     *
     * @throws UserException when the file has gone, or became shorter, since
     */
    static InputStream open(InputUnit unit) {
        long from = IngestTask.startOf(unit);
        try {
            return new UnitInput(LogInput.open(unit.path(), from), unit, from);
        } catch (IOException e) {
            throw changed(unit.path(), e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
        int n;
        try {
            n = super.read(buffer, from, length);
        } catch (IOException e) {
            throw changed(path, e);
        }
        if (n < 0 && position < end) {
            throw shorter(path);
        }
        position += Math.max(n, 0);
        return n;
    }

    private static UserException shorter(String path) {
        return UserException.failed(
                path + " became shorter while it was read",
                "let whatever writes or rotates it finish, and run this again; nothing of it was taken");
    }

    private static UserException changed(String path, IOException e) {
        return InputPlanner.damaged(e) && !compressed(path) ? shorter(path) : InputPlanner.unreadable(path, e);
    }

    /** What it is now, whatever its name says: it may have been replaced. */
    private static boolean compressed(String path) {
        try {
            return LogInput.compression(path) != LogInput.Compression.PLAIN;
        } catch (IOException e) {
            return false;
        }
    }
}
