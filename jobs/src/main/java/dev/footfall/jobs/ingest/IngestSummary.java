package dev.footfall.jobs.ingest;

import dev.footfall.log.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What an ingest says on stderr when it is done. */
final class IngestSummary {
    /** More spans than this are not listed one by one. */
    private static final int MOST_SPANS = 8;

    private IngestSummary() {}

    static void print(IngestJob.Answer answer, PrintWriter err) {
        List<FileAccount> files = answer.files();
        long lines = files.stream().mapToLong(FileAccount::lines).sum();
        long hits = files.stream().mapToLong(FileAccount::hits).sum();
        long quarantined = files.stream().mapToLong(FileAccount::quarantined).sum();
        long duplicates = files.stream().mapToLong(FileAccount::duplicates).sum();
        long ignored = files.stream().mapToLong(FileAccount::ignored).sum();
        long late = files.stream().mapToLong(FileAccount::late).sum();
        long withheld = files.stream().mapToLong(FileAccount::withheld).sum();
        long scrubbed = files.stream().mapToLong(FileAccount::scrubbed).sum();
        err.printf(
                Locale.ROOT,
                "%,d lines = %,d hits + %,d quarantined + %,d duplicates (%,d blank lines and directives ignored)%n",
                lines,
                hits,
                quarantined,
                duplicates,
                ignored);
        Map<Outcome, Long> reasons = FileAccount.reasons(files);
        reasons.forEach((reason, n) -> err.printf(
                Locale.ROOT, "quarantined %,d (%s): %s%n", n, QuarantineRows.label(reason), reason.reason()));
        if (late > 0) {
            err.printf(
                    Locale.ROOT,
                    "late %,d hits: a key of their epoch was destroyed, so they have no token of it%n",
                    late);
        }
        if (withheld > 0) {
            err.printf(
                    Locale.ROOT,
                    "withheld %,d hits: they are of visitors who were erased, so they are counted and not stored%n",
                    withheld);
        }
        if (scrubbed > 0) {
            err.printf(
                    Locale.ROOT,
                    "scrubbed %,d distinct values of card numbers, mail addresses, credentials or tokens%n",
                    scrubbed);
        }
        answer.days().spans().forEach((site, spans) -> days(site, spans, err));
        answer.notes().forEach(note -> err.println("note: " + note));
        if (answer.batch().isPresent()) {
            err.printf(
                    Locale.ROOT,
                    "batch %s took %.1f s, %,.0f lines/s%n",
                    answer.batch().get(),
                    answer.seconds(),
                    (hits + quarantined) / Math.max(answer.seconds(), 1e-3));
        } else {
            err.println("nothing new: every line was taken by an earlier batch");
        }
        err.flush();
    }

    /** Which days reports are to be made anew for, and by which options. */
    private static void days(String site, List<TouchedDays.Span> spans, PrintWriter err) {
        err.println("days touched of " + site + ": "
                + spans.stream().limit(MOST_SPANS).map(IngestSummary::words).collect(Collectors.joining(", "))
                + (spans.size() > MOST_SPANS ? " and " + (spans.size() - MOST_SPANS) + " spans more" : ""));
        List<TouchedDays.Span> asked = spans.size() > MOST_SPANS
                ? List.of(new TouchedDays.Span(
                        spans.get(0).first(), spans.get(spans.size() - 1).last()))
                : spans;
        asked.forEach(span -> err.println("  footfall report traffic --site " + site + " --from " + span.first()
                + " --to " + span.last().plusDays(1)));
    }

    private static String words(TouchedDays.Span span) {
        return span.first().equals(span.last()) ? span.first().toString() : span.first() + " to " + span.last();
    }
}
