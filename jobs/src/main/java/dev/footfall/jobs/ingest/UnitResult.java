package dev.footfall.jobs.ingest;

import dev.footfall.log.Outcome;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** What a unit gave. */
final class UnitResult implements Serializable {
    private static final long serialVersionUID = 1L;

    final int index;
    long hits;
    /** Hits whose key was destroyed before they came, so that they have no token. */
    long late;

    /** Hits of those who were erased, which are not stored. */
    long withheld;

    long quarantined;
    long ignored;
    long scrubbed;
    long nanos;
    final TouchedDays days = new TouchedDays();
    String parserState = "";
    final EnumMap<Outcome, Long> reasons = new EnumMap<>(Outcome.class);

    UnitResult(int index) {
        this.index = index;
    }

    void quarantine(Outcome outcome) {
        quarantined++;
        reasons.merge(outcome, 1L, Long::sum);
    }

    /** This result with the counts of a later part of the same file. */
    UnitResult plus(UnitResult later) {
        hits += later.hits;
        late += later.late;
        withheld += later.withheld;
        quarantined += later.quarantined;
        ignored += later.ignored;
        scrubbed += later.scrubbed;
        nanos += later.nanos;
        days.addAll(later.days);
        parserState = later.parserState;
        for (Map.Entry<Outcome, Long> reason : later.reasons.entrySet()) {
            reasons.merge(reason.getKey(), reason.getValue(), Long::sum);
        }
        return this;
    }
}
