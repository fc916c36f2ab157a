package dev.footfall.jobs.simulate;

import java.nio.file.Path;
import java.util.List;

/**
 * What a world's files hold.
 *
 * @param logs the access logs in order of days
 * @param cityDatabase the City database
 * @param asnDatabase the ASN database
 * @param networks the named client networks
 * @param entitlements what each account may use
 * @param truth what really happened
 * @param lines lines of all logs
 * @param bytes bytes of all logs
 * @param humanLines lines that people caused
 * @param malformedLines lines that no parser of the format should accept
 * @param people people with at least one pageview
 * @param browsers browsers with at least one pageview
 * @param visits visits of people
 * @param pageviews pageviews of people
 */
public record WorldSummary(
        List<Path> logs,
        Path cityDatabase,
        Path asnDatabase,
        Path networks,
        Path entitlements,
        Path truth,
        long lines,
        long bytes,
        long humanLines,
        long malformedLines,
        long people,
        long browsers,
        long visits,
        long pageviews) {
    /** Copies the list. */
    public WorldSummary {
        logs = List.copyOf(logs);
    }
}
