package dev.footfall.jobs.ingest;

import dev.footfall.log.LineParser;
import dev.footfall.log.LogLine;
import dev.footfall.log.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files whose content another file of the same run has, wholly or as its beginning: their lines are taken once. */
final class Copies {
    /**
     * A file that is left out.
     *
     * @param of position of the file that has its content
     * @param counted its lines, when it is only the beginning of the other; {@code null} when it is all of it
     */
    record Copy(int of, @Nullable Counted counted) {}

    /** Lines of a file, and those that count as none. */
    record Counted(long lines, long ignored) {}

    private final InputPlanner planner;
    private final Map<Integer, Copy> copies = new HashMap<>();

    private Copies(InputPlanner planner) {
        this.planner = planner;
    }

    /** The files to leave out, by position. */
    static Map<Integer, Copy> among(List<Optional<InputPlanner.Looked>> looked, InputPlanner planner) {
        Copies found = new Copies(planner);
        Map<Integer, InputPlanner.Looked> distinct = found.whole(looked);
        found.beginnings(distinct);
        return found.copies;
    }

    /** Finds equal files; gives the first of each kind. */
    private Map<Integer, InputPlanner.Looked> whole(List<Optional<InputPlanner.Looked>> looked) {
        Map<String, Integer> first = new HashMap<>();
        Map<Integer, InputPlanner.Looked> distinct = new HashMap<>();
        for (int i = 0; i < looked.size(); i++) {
            InputPlanner.Looked one = looked.get(i).orElse(null);
            if (one == null || one.unit() == null) {
                continue;
            }
            Integer earlier = first.putIfAbsent(one.unit().ingestFile(), i);
            if (earlier == null) {
                distinct.put(i, one);
            } else {
                copies.put(i, new Copy(earlier, null));
            }
        }
        return distinct;
    }

    private void beginnings(Map<Integer, InputPlanner.Looked> distinct) {
        distinct.forEach((position, longer) -> {
            List<FileIdentity.Known> shorter = new ArrayList<>();
            distinct.values().stream()
                    .filter(one -> mayBegin(one.found(), longer.found()))
                    .forEach(one -> shorter.add(known(one.found())));
            for (FileIdentity.Known beginning : planner.beginnings(longer.path(), shorter)) {
                distinct.forEach((i, one) -> {
                    if (Arrays.equals(one.found().identity(), beginning.identity())) {
                        leaveOut(i, position, one);
                    }
                });
            }
        });
    }

    private static boolean mayBegin(FileIdentity.Found shorter, FileIdentity.Found longer) {
        return shorter.length() < longer.length()
                && (shorter.length() < FileIdentity.HEAD || Arrays.equals(shorter.head(), longer.head()));
    }

    private static FileIdentity.Known known(FileIdentity.Found found) {
        return new FileIdentity.Known(found.length(), found.head(), found.identity(), "", "", 0, 0, "");
    }

    private void leaveOut(int position, int longer, InputPlanner.Looked file) {
        if (copies.containsKey(position)) {
            return; // it begins a still longer one, too
        }
        Counted counted = planner.count(file);
        copies.replaceAll((i, copy) ->
                copy.of == position ? new Copy(longer, copy.counted == null ? counted : copy.counted) : copy);
        copies.put(position, new Copy(longer, counted));
    }

    /** Counts the lines of a stream, up to an offset. */
    static Counted count(InputStream in, LineParser parser, long limit) throws IOException {
        LineReader lines = new LineReader(in, 0);
        LogLine line = new LogLine();
        long all = 0;
        long ignored = 0;
        while (lines.next() && lines.lineOffset() < limit) {
            boolean none = parser.parse(lines.buffer(), lines.lineFrom(), lines.lineTo(), line) == Outcome.IGNORED;
            ignored += none ? 1 : 0;
            all += none ? 0 : 1;
        }
        return new Counted(all, ignored);
    }
}
