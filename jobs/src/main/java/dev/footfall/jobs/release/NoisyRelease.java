package dev.footfall.jobs.release;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import dev.footfall.noise.DiscreteGaussian;
import dev.footfall.noise.PrivacyCost;
import dev.footfall.privacy.NoiseBudget;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A noisy release of browsers by day and cell. A day is drawn once for a question (cut, price, bound) and its draw kept, so
 * that asking again, for other spans or recipients, gives the same figures and costs nothing: there is nothing to average.
 * What was drawn is on the disk, and noted, before it is handed out.
 */
public final class NoisyRelease {
    /** Name of what is handed out among the outputs whose columns the policy has rules for. */
    public static final String OUTPUT = "release.traffic";

    /** Counts of the noisy cell below so many σ say too little to be shown. */
    private static final int LEAST_SIGMAS = 5;

    /** Columns beside the day and the cut. */
    static final List<String> FIGURES = List.of("browsers", "browsers_low", "browsers_high", "withheld");

    private static final double LEVEL = 0.95;
    private static final double DELTA = 1e-6;

    /**
     * What is handed out.
     *
     * @param rows by day and cell
     * @param facts of the mechanism and the price, by name
     * @param notes for whoever asked
     */
    public record Answer(Rows rows, Map<String, String> facts, List<String> notes) {}

    private final Workspace workspace;
    private final NoiseBudget budget;
    private final DrawnDays.Question question;
    private final NavigableSet<LocalDate> days;
    private final Clock clock;

    private NoisyRelease(
            Workspace workspace,
            NoiseBudget budget,
            DrawnDays.Question question,
            NavigableSet<LocalDate> days,
            Clock clock) {
        this.workspace = workspace;
        this.budget = budget;
        this.question = question;
        this.days = days;
        this.clock = clock;
    }

    /**
     * Checks what is asked for.
     *
     * @param rho price of a day; {@code null} for the policy's
     * @param from first day
     * @param end the day after the last one
     * @throws UserException when the policy allows no noisy release, or none of these days or of this price
     */
    public static NoisyRelease of(
            Workspace workspace, PublicCut cut, @Nullable BigDecimal rho, LocalDate from, LocalDate end, Clock clock) {
        NoiseBudget budget = workspace
                .policy()
                .policy()
                .noise()
                .orElseThrow(() -> new UserException(
                        "the policy allows no noisy release", "give it a noise: section; docs/policy.md says how"));
        if (from.equals(LocalDate.MIN) || end.equals(LocalDate.MAX)) {
            throw new UserException("--dp needs a span", "give --from and --until");
        }
        if (end.isAfter(LocalDate.now(clock))) {
            throw new UserException(
                    "--until " + end + " is not over, and a day that was drawn is never drawn again",
                    "end with --until " + LocalDate.now(clock) + " at the latest");
        }
        BigDecimal price = rho == null ? budget.day() : rho;
        if (price.signum() <= 0
                || price.compareTo(budget.month()) > 0
                || price.stripTrailingZeros().scale() > 6) {
            throw new UserException(
                    "--rho " + price.toPlainString() + " is no price of a day",
                    "give a number above 0 and at most " + budget.month().toPlainString()
                            + ", with at most six digits after the point");
        }
        NavigableSet<LocalDate> days = new TreeSet<>();
        from.datesUntil(end).forEach(days::add);
        return new NoisyRelease(workspace, budget, new DrawnDays.Question(cut, price, budget.cells()), days, clock);
    }

    /**
     * Answers, drawing only what was not drawn before.
     *
     * @param act what the ledger notes of a draw
     * @param count exact counts of browsers by day and value, for the question's cut and at most so many cells, over the
     *     days from the first to the last; holds the warehouse's lock itself
     * @throws UserException when the budget does not suffice
     */
    public Answer run(
            Warehouse warehouse,
            Act act,
            BiFunction<NavigableSet<LocalDate>, Integer, Map<LocalDate, Map<String, Long>>> count) {
        ReleaseStore store = ReleaseStore.of(warehouse.directory());
        Ledger ledger = workspace.ledger();
        NavigableSet<LocalDate> wanted = missing(drawn(store));
        Map<LocalDate, Map<String, Long>> exact = Map.of();
        if (!wanted.isEmpty()) {
            ReleaseBudget.of(ledger).check(wanted, question.rho(), budget); // before the counting, which takes its time
            exact = count.apply(wanted, question.cells());
        }
        int before;
        NavigableMap<LocalDate, Map<String, Long>> drawn;
        ReleaseBudget spent;
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            noteWhatIsNot(store, ledger, act);
            NavigableSet<LocalDate> left = missing(drawn(store));
            left.retainAll(wanted); // what is still missing else was asked for by nobody here
            before = days.size() - left.size();
            if (!left.isEmpty()) {
                ReleaseBudget.of(ledger).check(left, question.rho(), budget);
                note(
                        ledger,
                        act,
                        store.add(clock.instant().truncatedTo(ChronoUnit.SECONDS), question, draw(left, exact)));
            }
            drawn = drawn(store);
            spent = ReleaseBudget.of(ledger);
        }
        return new Answer(rows(drawn), facts(spent), notes(before, spent));
    }

    private NavigableMap<LocalDate, Map<String, Long>> drawn(ReleaseStore store) {
        NavigableMap<LocalDate, Map<String, Long>> drawn = new TreeMap<>();
        store.all().stream().filter(one -> one.question().equals(question)).forEach(one -> one.days()
                .forEach(drawn::putIfAbsent));
        return drawn;
    }

    private NavigableSet<LocalDate> missing(Map<LocalDate, Map<String, Long>> drawn) {
        NavigableSet<LocalDate> missing = new TreeSet<>(days);
        missing.removeAll(drawn.keySet());
        return missing;
    }

    private SortedMap<LocalDate, Map<String, Long>> draw(
            Collection<LocalDate> left, Map<LocalDate, Map<String, Long>> exact) {
        DiscreteGaussian noise = noise();
        SortedMap<LocalDate, Map<String, Long>> drawn = new TreeMap<>();
        for (LocalDate day : left) {
            Map<String, Long> counts = new LinkedHashMap<>();
            question.cut().cells().forEach(cell -> counts.put(cell, 0L));
            exact.getOrDefault(day, Map.of())
                    .forEach((value, n) -> counts.put(question.cut().cell(value), n));
            counts.replaceAll((cell, n) -> n + noise.draw());
            drawn.put(day, counts);
        }
        return drawn;
    }

    private DiscreteGaussian noise() {
        return DiscreteGaussian.of(PrivacyCost.variance(question.cells(), question.rho()));
    }

    /** A release that was drawn by a run which was killed before it could note it: noted before anything else is done. */
    private static void noteWhatIsNot(ReleaseStore store, Ledger ledger, Act act) {
        ReleaseBudget budget = ReleaseBudget.of(ledger);
        store.all().stream().filter(one -> !budget.has(one.number())).forEach(one -> note(ledger, act, one));
    }

    private static void note(Ledger ledger, Act act, DrawnDays drawn) {
        Act noted = act.fact(ReleaseBudget.RELEASE, drawn.number()).fact("drawn", drawn.drawn());
        for (var month : ReleaseBudget.cost(
                        drawn.days().keySet(), drawn.question().rho())
                .entrySet()) {
            noted = noted.fact(ReleaseBudget.SPENT + month.getKey(), ReleaseBudget.plain(month.getValue()));
        }
        ledger.append(noted);
    }

    private Rows rows(NavigableMap<LocalDate, Map<String, Long>> drawn) {
        boolean cut = question.cut() != PublicCut.DAY;
        List<String> columns = new ArrayList<>(List.of("day"));
        if (cut) {
            columns.add(question.cut().label());
        }
        columns.addAll(FIGURES);
        DiscreteGaussian noise = noise();
        double least = LEAST_SIGMAS * noise.sigma();
        long width = noise.halfWidth(LEVEL);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (LocalDate day : days) {
            drawn.getOrDefault(day, Map.of()).forEach((cell, noisy) -> {
                List<@Nullable Object> row = new ArrayList<>(cut ? List.of(day, cell) : List.of(day));
                boolean withheld = noisy < least;
                row.addAll(
                        withheld
                                ? Arrays.asList(null, null, null)
                                : Arrays.asList(noisy, Math.max(0, noisy - width), noisy + width));
                row.add(withheld);
                rows.add(row);
            });
        }
        return new Rows(columns, rows);
    }

    private Map<String, String> facts(ReleaseBudget spent) {
        Map<String, String> facts = new LinkedHashMap<>();
        BigDecimal price = PrivacyCost.ofDays(question.rho(), days.size());
        facts.put(
                "mechanism",
                "exact discrete Gaussian noise on each cell, zeros included (Canonne, Kamath, Steinke 2020)");
        facts.put(
                "variance",
                PrivacyCost.variance(question.cells(), question.rho())
                        .stripTrailingZeros()
                        .toPlainString());
        facts.put(
                "protects",
                "a browser: its cookie's token if it came back, else the day's device; in at most " + question.cells()
                        + " cells a day");
        facts.put("rho_a_day", ReleaseBudget.plain(question.rho()));
        facts.put("rho", ReleaseBudget.plain(price));
        facts.put("epsilon", "%.2f at delta 1e-6".formatted(PrivacyCost.epsilon(price, DELTA)));
        ReleaseBudget.cost(days, question.rho())
                .keySet()
                .forEach(month -> facts.put(
                        "budget " + month,
                        ReleaseBudget.plain(spent.spent().getOrDefault(month, BigDecimal.ZERO)) + " of "
                                + ReleaseBudget.plain(budget.month()) + " spent"));
        return facts;
    }

    private List<String> notes(int before, ReleaseBudget spent) {
        List<String> notes = new ArrayList<>();
        if (before > 0) {
            notes.add(before + " of " + days.size() + " days were drawn before and stay as they were, at no cost");
        }
        facts(spent).forEach((name, value) -> {
            if (name.startsWith("budget ")) {
                notes.add(name + ": ρ " + value);
            }
        });
        return notes;
    }
}
