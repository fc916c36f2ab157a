package dev.footfall.privacy;

import dev.footfall.privacy.PolicyFile.PurposeTerms;
import dev.footfall.privacy.PolicyFile.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How long the keys of a kind live, by the policy. A key lives until the end of its epoch, or its creation where that is
 * later, and then for the longest key life of the purposes that its tokens serve; where a purpose says {@code with rows},
 * until its retention ends for the last row that the vault has of the epoch. Keys of one day have a term of their own, and
 * so has the quarantine's. Days are reckoned in UTC: terms are of whole days, more than any site's clock is off.
 *
 * @param term what is added to the epoch's end or the key's creation; {@link Term#NONE} where the key goes with its rows
 * @param rows how long rows are kept that the key goes with; empty where it does not go with rows
 * @param purposes what the tokens are for; empty for keys of the program's own accounts that no column's rule names
 * @param clause the clause of the policy's text that allows the tokens; empty where no rule names one
 */
public record KeyLife(Term term, Optional<Term> rows, Set<Purpose> purposes, String clause) {
    /** The life of a kind's keys under a policy. */
    public static KeyLife of(CompiledPolicy policy, TokenKind kind) {
        Optional<Rule> rule = policy.ruleOf(kind.column());
        Set<Purpose> purposes = rule.map(Rule::purposes).orElse(Set.of());
        String clause = rule.map(Rule::clause).orElse("");
        PolicyFile file = policy.policy();
        if (kind == TokenKind.QUARANTINE) {
            return new KeyLife(file.quarantineRetention(), Optional.empty(), purposes, clause);
        }
        if (kind.epochKind() == EpochKind.DAY) {
            return new KeyLife(file.dailyKeyLife(), Optional.empty(), purposes, clause);
        }
        Term term = Term.NONE;
        Optional<Term> rows = Optional.empty();
        for (PurposeTerms terms : terms(file, kind, purposes)) {
            if (terms.keyLife().isPresent()) {
                term = term.max(terms.keyLife().get());
            } else {
                rows = Optional.of(rows.orElse(Term.NONE).max(terms.retention()));
            }
        }
        return new KeyLife(term, rows, purposes, clause);
    }

    /** The purposes that the tokens serve; where the policy keeps none any more, all of their vault. */
    private static Collection<PurposeTerms> terms(PolicyFile file, TokenKind kind, Set<Purpose> purposes) {
        List<PurposeTerms> serving = new ArrayList<>();
        file.purposes().forEach((purpose, terms) -> {
            if (terms.vault() == kind.vault() && (purposes.isEmpty() || purposes.contains(purpose))) {
                serving.add(terms);
            }
        });
        return serving;
    }

    /** Whether the end depends on the rows that there are. */
    public boolean withRows() {
        return rows.isPresent();
    }

    /**
     * The instant from which on a key may be destroyed; empty when its epoch has no end, so that it lives for ever.
     *
     * @param created when it was made
     * @param lastRow the last day of the epoch of which the vault has a row; empty when it has none
     */
    public Optional<Instant> end(Epoch epoch, Instant created, Optional<LocalDate> lastRow) {
        if (epoch.end().isEmpty()) {
            return Optional.empty();
        }
        ZonedDateTime epochEnd = epoch.end().get().atStartOfDay(ZoneOffset.UTC);
        ZonedDateTime made = created.atZone(ZoneOffset.UTC);
        ZonedDateTime from = made.isAfter(epochEnd) ? made : epochEnd;
        ZonedDateTime end = from.plus(term.count(), term.unit());
        if (rows.isPresent() && lastRow.isPresent()) {
            ZonedDateTime rowsEnd = rows.get().after(lastRow.get()).atStartOfDay(ZoneOffset.UTC);
            end = rowsEnd.isAfter(end) ? rowsEnd : end;
        }
        return Optional.of(end.toInstant());
    }

    /** In words, such as {@code 35 days} or {@code with rows (90 days)}. */
    @Override
    public String toString() {
        String goingWithRows = rows.map(kept -> "with rows (" + kept + ")").orElse("");
        if (term.equals(Term.NONE)) {
            return goingWithRows;
        }
        return goingWithRows.isEmpty() ? term.toString() : term + ", at least " + goingWithRows;
    }
}
