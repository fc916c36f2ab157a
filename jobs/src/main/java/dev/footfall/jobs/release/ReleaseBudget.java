package dev.footfall.jobs.release;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.ledger.LedgerChain;
import dev.footfall.ledger.LedgerEntry;
import dev.footfall.privacy.NoiseBudget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What noisy releases cost so far, by calendar month of the days they are about, over all recipients, as the ledger has it. */
final class ReleaseBudget {
    /** Fact of a ledger entry: number of the release that was drawn. */
    static final String RELEASE = "release";
    /** Beginning of facts: what was spent of a month. */
    static final String SPENT = "rho_spent ";

    private final SortedMap<YearMonth, BigDecimal> spent = new TreeMap<>();
    private final Set<Integer> noted = new HashSet<>();

    private ReleaseBudget() {}

    /**
     * Adds up what the ledger has.
     *
     * @throws UserException when the ledger is not whole, for then nobody knows what was spent
     */
    static ReleaseBudget of(Ledger ledger) {
        SortedMap<Long, byte[]> stored = ledger.stored();
        if (!stored.isEmpty()
                && !LedgerChain.verify(stored, Optional.empty(), ledger.sealing())
                        .isEmpty()) {
            throw UserException.failed(
                    "the ledger is not whole, so nobody knows what of the noise budget is spent",
                    "'footfall ledger verify' shows where; restore it from a backup");
        }
        ReleaseBudget budget = new ReleaseBudget();
        stored.values().stream()
                .map(LedgerEntry::decode)
                .flatMap(Optional::stream)
                .forEach(entry -> entry.act().facts().forEach(budget::take));
        return budget;
    }

    private void take(String fact, String value) {
        if (fact.startsWith(SPENT)) {
            spent.merge(YearMonth.parse(fact.substring(SPENT.length())), new BigDecimal(value), BigDecimal::add);
        } else if (fact.equals(RELEASE)) {
            noted.add(Integer.valueOf(value));
        }
    }

    /** Whether the ledger has a release. */
    boolean has(int release) {
        return noted.contains(release);
    }

    /** What was spent, by month. */
    SortedMap<YearMonth, BigDecimal> spent() {
        return spent;
    }

    /** What days cost, by month. */
    static SortedMap<YearMonth, BigDecimal> cost(Collection<LocalDate> days, BigDecimal rho) {
        SortedMap<YearMonth, BigDecimal> cost = new TreeMap<>();
        days.forEach(day -> cost.merge(YearMonth.from(day), rho, BigDecimal::add));
        return cost;
    }

    /** @throws UserException when the days would cost more than is left of a month */
    void check(Collection<LocalDate> days, BigDecimal rho, NoiseBudget budget) {
        cost(days, rho).forEach((month, cost) -> {
            BigDecimal left = budget.month().subtract(spent.getOrDefault(month, BigDecimal.ZERO));
            if (cost.compareTo(left) > 0) {
                throw new UserException(
                        "the noise budget of " + month + " does not suffice: this would cost ρ " + plain(cost)
                                + ", and " + plain(left.max(BigDecimal.ZERO)) + " of " + plain(budget.month())
                                + " is left",
                        left.signum() <= 0
                                ? "what was released before can be had again at no cost: see 'footfall releases list'"
                                : "ask for fewer days or a lower --rho; what was released before costs nothing");
            }
        });
    }

    static String plain(BigDecimal rho) {
        return rho.signum() == 0 ? "0" : rho.stripTrailingZeros().toPlainString();
    }
}
