package dev.footfall.jobs.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A stream whose content is identified as it goes by. */
final class IdentifyingStream extends FilterInputStream {
    private final FileIdentity.Running running;

    IdentifyingStream(InputStream in, FileIdentity identity, List<FileIdentity.Known> known) {
        super(in);
        this.running = identity.new Running(known);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buf, int from, int length) throws IOException {
        int n = super.read(buf, from, length);
        if (n > 0) {
            running.update(buf, from, n);
        }
        return n;
    }

    /** What the content is, after its last byte was read. */
    FileIdentity.Found found() {
        return running.end();
    }
}
