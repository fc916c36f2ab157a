package dev.footfall.jobs.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * All members of a gz file, up to its very end. The JDK's stream stops without a word at what is no member, and at the
 * end of a member when a pipe has nothing more at that moment; lines behind it would be lost.
 */
final class GzipMembers extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    private boolean ended;

    private GzipMembers(InputStream in, int bufferBytes) throws IOException {
        super(in, bufferBytes);
    }

    static InputStream open(InputStream in, int bufferBytes) throws IOException {
        return new GzipMembers(new Waiting(in, bufferBytes), bufferBytes);
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int n = super.read(buffer, from, length);
        if (n < 0 && !ended) {
            ended = true;
            refuseRest();
        }
        return n;
    }

    /** Zeros may follow, as tapes and block devices add them. */
    private void refuseRest() throws IOException {
        int rest = Math.max(0, inf.getRemaining() - TRAILER_BYTES);
        boolean zeros = true;
        for (int i = len - rest; i < len; i++) {
            zeros &= buf[i] == 0;
        }
        for (int b = in.read(); zeros && b >= 0; b = in.read()) {
            zeros = b == 0;
        }
        if (!zeros) {
            throw new ZipException("what follows the last member is no gzip");
        }
    }

    /** A stream that says that nothing is available only at its end, which it waits for. */
    private static final class Waiting extends BufferedInputStream {
        Waiting(InputStream in, int bufferBytes) {
            super(in, bufferBytes);
        }

        @Override
        public synchronized int available() throws IOException {
            int there = super.available();
            if (there > 0) {
                return there;
            }
            mark(1);
            boolean more = read() >= 0;
            reset();
            return more ? 1 : 0;
        }
    }
}
