package dev.footfall.jobs.ingest;

import dev.footfall.log.LineParser;
import java.io.IOException;
import java.io.InputStream;

/**
 * Finds lines in a stream of bytes. A line longer than {@link LineParser#MAX_LINE_BYTES} is given by its beginning, and
 * its rest is passed over, so memory stays bounded.
 */
final class LineReader {
    private static final int BUFFER = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long bufferOffset;
    private boolean ended;

    private int lineFrom;
    private int lineTo;
    private long lineOffset;
    private long lineLength;
    private boolean terminated;

    /** A reader of lines; {@code offset} is where the stream begins in the decompressed file. */
    LineReader(InputStream in, long offset) {
        this.in = in;
        this.bufferOffset = offset;
    }

    /** Goes to the next line; says whether there is one. */
    boolean next() throws IOException {
        int scanned = from;
        while (true) {
            int newline = indexOfNewline(scanned);
            if (newline >= 0) {
                line(newline, newline - from, true);
                from = newline + 1;
                return true;
            }
            scanned = to;
            if (ended) {
                if (from == to) {
                    return false;
                }
                line(to, to - from, false);
                from = to;
                return true;
            }
            if (to - from > LineParser.MAX_LINE_BYTES + 1) {
                return longLine();
            }
            scanned -= compact();
            fill();
        }
    }

    private void line(int end, long length, boolean hasNewline) {
        lineFrom = from;
        lineTo = end;
        lineOffset = bufferOffset + from;
        lineLength = length;
        terminated = hasNewline;
        if (lineTo > lineFrom && buffer[lineTo - 1] == '\r') {
            lineTo--;
        }
    }

    /** Keeps the beginning of the line and passes over the rest. */
    private boolean longLine() throws IOException {
        compact();
        int kept = LineParser.MAX_LINE_BYTES + 1;
        lineFrom = 0;
        lineTo = kept;
        lineOffset = bufferOffset;
        long length = kept;
        from = kept;
        while (true) {
            int newline = indexOfNewline(from);
            if (newline >= 0) {
                length += newline - from;
                from = newline + 1;
                terminated = true;
                break;
            }
            length += to - from;
            bufferOffset += to - kept;
            from = kept;
            to = kept;
            if (ended || !fill()) {
                terminated = false;
                break;
            }
        }
        lineLength = length;
        return true;
    }

    private int indexOfNewline(int start) {
        for (int i = start; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves what is unread to the front; gives how far it moved. */
    private int compact() {
        int moved = from;
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        bufferOffset += from;
        from = 0;
        return moved;
    }

    private boolean fill() throws IOException {
        int n = in.read(buffer, to, BUFFER - to);
        if (n < 0) {
            ended = true;
            return false;
        }
        to += n;
        return true;
    }

    /** Where the line stands; valid until {@link #next()}. */
    byte[] buffer() {
        return buffer;
    }

    /** First byte of the line in the buffer. */
    int lineFrom() {
        return lineFrom;
    }

    /** Byte after the last one of the line, line end excluded. */
    int lineTo() {
        return lineTo;
    }

    /** Offset of the line's first byte in the decompressed file. */
    long lineOffset() {
        return lineOffset;
    }

    /** Bytes of the line, as long as it really is, without its newline. */
    long lineLength() {
        return lineLength;
    }

    /** Whether the line ended with a newline. */
    boolean terminated() {
        return terminated;
    }
}
