package dev.footfall.log;

import java.nio.charset.StandardCharsets;

/** Parses beacons: JSON by a mapping, then the page's address taken apart and what every beacon has in common. */
final class BeaconParser implements LineParser {
    /** {@code GET}, the root path and the true value of a privacy signal. */
    private static final byte[] CONSTANTS = "GET/1".getBytes(StandardCharsets.US_ASCII);

    private static final int METHOD_END = 3;
    private static final int ROOT_END = 4;
    private static final int ONE_END = 5;
    private static final int OK = 200;

    private final NdjsonParser json;

    BeaconParser(Mapping mapping) {
        json = new NdjsonParser(mapping, CONSTANTS);
    }

    @Override
    public Outcome parse(byte[] buf, int from, int to, LogLine out) {
        Outcome outcome = json.parse(buf, from, to, out);
        if (outcome == Outcome.HIT) {
            out.set(Field.METHOD, 0, METHOD_END);
            out.status(OK);
            privacySignal(out);
            if (out.has(Field.TARGET)) {
                page(out);
            }
        }
        return outcome;
    }

    private static void privacySignal(LogLine out) {
        int from = out.start(Field.PRIVACY_SIGNAL);
        if (from < 0) {
            return;
        }
        byte first = out.bytes()[from];
        if (first == 't') {
            out.set(Field.PRIVACY_SIGNAL, ROOT_END, ONE_END);
        } else if (first == 'f') {
            out.clear(Field.PRIVACY_SIGNAL);
        }
    }

    /** Leaves path and query in the target; the fragment never reaches a server, so it is dropped here too. */
    private static void page(LogLine out) {
        byte[] buf = out.bytes();
        int fragment = AbsoluteTarget.first(buf, out.start(Field.TARGET), out.end(Field.TARGET), "#");
        out.set(Field.TARGET, out.start(Field.TARGET), fragment);
        AbsoluteTarget.split(out);
        int path = out.start(Field.TARGET);
        int end = out.end(Field.TARGET);
        if (path < end && buf[path] == '?') {
            if (path + 1 < end) {
                out.set(Field.QUERY, path + 1, end);
            }
            end = path;
        }
        if (path < end) {
            out.set(Field.TARGET, path, end);
        } else {
            out.set(Field.TARGET, METHOD_END, ROOT_END);
        }
    }
}
