package dev.footfall.jobs.ingest;

import dev.footfall.log.Field;
import dev.footfall.log.LineParser;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogLine;
import dev.footfall.log.Outcome;
import dev.footfall.page.Campaign;
import dev.footfall.page.Kind;
import dev.footfall.page.PageRules;
import dev.footfall.page.ReferrerRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the name of the site itself in a log that names no host: parts of pages (styles, scripts, images) are asked for
 * by the site's own pages, so the host that refers to them is the site's.
 */
final class OwnHost {
    /** Fewer referred parts of pages than this tell nothing. */
    private static final int FEWEST = 5;

    /** The share of them that one host must have. */
    private static final double CLEAR = 0.6;

    private static final String PLACEHOLDER = "(";

    private OwnHost() {}

    /** The site's own host, if the lines show one; empty when the log names hosts itself. */
    static Optional<String> of(LogFormat format, List<byte[]> lines, PageRules pages, ReferrerRules referrers) {
        LineParser parser = format.newParser();
        LogLine line = new LogLine();
        Map<String, Integer> hosts = new HashMap<>();
        int parts = 0;
        for (byte[] bytes : lines) {
            if (parser.parse(bytes, 0, bytes.length, line) != Outcome.HIT) {
                continue;
            }
            if (line.has(Field.HOST)) {
                return Optional.empty();
            }
            if (!line.has(Field.REFERRER)
                    || pages.resolve(line.text(Field.TARGET), line.text(Field.QUERY), line.text(Field.MIME))
                                    .kind()
                            != Kind.ASSET) {
                continue;
            }
            String site = referrers
                    .classify(line.text(Field.REFERRER), null, Set.of(), Campaign.NONE)
                    .site();
            if (site != null && !site.startsWith(PLACEHOLDER)) {
                hosts.merge(site, 1, Integer::sum);
                parts++;
            }
        }
        int all = parts;
        return hosts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(e -> all >= FEWEST && e.getValue() >= all * CLEAR)
                .map(Map.Entry::getKey);
    }
}
