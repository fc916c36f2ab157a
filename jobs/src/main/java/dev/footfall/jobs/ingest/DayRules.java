package dev.footfall.jobs.ingest;

import dev.footfall.jobs.config.Configuration;
import dev.footfall.page.PageRules;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.table.Form;
import dev.footfall.table.Tables;
import java.time.LocalDate;

/** The rules that the policy has for the hits of a span of days. Most logs see one span only. */
final class DayRules {
    /** First day of the span, in days since the epoch. */
    final int from;
    /** First day after it. */
    final int until;

    final CompiledPolicy policy;
    final PageRules pages;
    /** Whether addresses are counted by network. */
    final boolean sketches;

    private DayRules(int from, int until, CompiledPolicy policy, PageRules pages) {
        this.from = from;
        this.until = until;
        this.policy = policy;
        this.pages = pages;
        sketches = policy.form(Tables.NETWORK_HOURLY.fullName(), "addresses") == Form.TOKEN;
    }

    static DayRules of(PolicyVersions.Span span, Configuration configuration) {
        // What names a campaign has its own column: it would only split the pages.
        PageRules pages = PageRules.of(configuration
                .pages()
                .settings(span.policy().allowedQueryKeys().stream()
                        .filter(key -> !key.startsWith("utm_"))
                        .toList()));
        return new DayRules(day(span.from()), day(span.until()), span.policy(), pages);
    }

    private static int day(LocalDate date) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, date.toEpochDay()));
    }

    /** Whether they are those of a day. */
    boolean cover(int day) {
        return from <= day && day < until;
    }
}
