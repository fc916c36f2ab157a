package dev.footfall.privacy;

import dev.footfall.privacy.PolicyFile.OptOut;
import dev.footfall.privacy.PolicyFile.PurposeTerms;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What two versions of a policy both allow. How long a pseudonym stays the same is the older one's word alone: the hits of
 * one day keep one set of pseudonyms, whenever they come in.
 */
final class NarrowerPolicy {
    private final PolicyFile older;
    private final PolicyFile newer;

    private NarrowerPolicy(PolicyFile older, PolicyFile newer) {
        this.older = older;
        this.newer = newer;
    }

    /** What both allow, with the origin, the clauses and the epochs of the older one. */
    static PolicyFile of(PolicyFile older, PolicyFile newer) {
        return new NarrowerPolicy(older, newer).policy();
    }

    private PolicyFile policy() {
        return new PolicyFile(
                older.origin(),
                older.version() + ", narrowed by " + newer.version(),
                older.starts(),
                older.company(),
                older.source(),
                older.clauses(),
                purposes(),
                rules(),
                cookies(),
                both(older.queryKeys(), newer.queryKeys()),
                patterns(older.preferenceKeys(), newer.preferenceKeys()),
                either(older.scrubbers(), newer.scrubbers()),
                Math.max(older.k(), newer.k()),
                older.noise().flatMap(noise -> newer.noise().map(noise::narrowed)),
                shorter(older.quarantineRetention(), newer.quarantineRetention()),
                shorter(older.dailyKeyLife(), newer.dailyKeyLife()),
                optOut(),
                cookiePurposes(),
                recipients(),
                legalBases(),
                reauthentication(),
                older.earlier());
    }

    private static Term shorter(Term one, Term other) {
        return one.longerThan(other) ? other : one;
    }

    private static <T> Set<T> both(Set<T> some, Collection<T> others) {
        Set<T> both = new LinkedHashSet<>(some);
        both.retainAll(others);
        return Collections.unmodifiableSet(both);
    }

    private static <T> Set<T> either(Set<T> some, Set<T> others) {
        Set<T> either = new LinkedHashSet<>(some);
        either.addAll(others);
        return Collections.unmodifiableSet(either);
    }

    /** Patterns that stand for the names that both lists stand for. */
    private static List<String> patterns(List<String> some, List<String> others) {
        Set<String> both = new LinkedHashSet<>();
        for (String one : some) {
            for (String other : others) {
                if (CookiePatterns.covers(one, other)) {
                    both.add(other);
                } else if (CookiePatterns.covers(other, one)) {
                    both.add(one);
                }
            }
        }
        return List.copyOf(both);
    }

    private Map<Purpose, PurposeTerms> purposes() {
        Map<Purpose, PurposeTerms> purposes = new EnumMap<>(Purpose.class);
        older.purposes().forEach((purpose, terms) -> {
            PurposeTerms now = newer.purposes().get(purpose);
            Term keys = shorter(
                    terms.keyLife().orElse(terms.retention()), now.keyLife().orElse(now.retention()));
            boolean withRows = terms.keyLife().isEmpty() && now.keyLife().isEmpty();
            purposes.put(
                    purpose,
                    new PurposeTerms(
                            terms.clauses(),
                            terms.vault(),
                            terms.epoch(),
                            shorter(terms.retention(), now.retention()),
                            withRows ? Optional.empty() : Optional.of(keys)));
        });
        return Collections.unmodifiableMap(purposes);
    }

    private Map<String, Map<String, Rule>> rules() {
        Map<String, Map<String, Rule>> rules = new LinkedHashMap<>();
        for (TableSpec table : Tables.ALL) {
            Map<String, Rule> before = older.rules().getOrDefault(table.fullName(), Map.of());
            Map<String, Rule> after = newer.rules().getOrDefault(table.fullName(), Map.of());
            Map<String, Rule> both = new LinkedHashMap<>();
            for (ColumnSpec column : table.columns()) {
                rule(column, before.get(column.name()), after.get(column.name()))
                        .ifPresent(rule -> both.put(column.name(), rule));
            }
            rules.put(table.fullName(), Collections.unmodifiableMap(both));
        }
        return Collections.unmodifiableMap(rules);
    }

    /** What the program cannot do without is kept when one of them keeps it; all else when both do. */
    private Optional<Rule> rule(ColumnSpec column, @Nullable Rule before, @Nullable Rule after) {
        if (before == null || after == null) {
            Rule only = before == null ? after : before;
            return column.required() ? Optional.ofNullable(only) : Optional.empty();
        }
        if (before.form() == Form.DROP || after.form() == Form.DROP) {
            return Optional.of(before.form() == Form.DROP ? before : after);
        }
        Set<Purpose> purposes = both(before.purposes(), after.purposes());
        if (purposes.isEmpty() && !column.required()) {
            return Optional.of(dropped(before));
        }
        boolean narrower = PolicyDifference.openness(before.form()) <= PolicyDifference.openness(after.form());
        DataClass closest =
                before.dataClass().compareTo(after.dataClass()) <= 0 ? before.dataClass() : after.dataClass();
        return Optional.of(new Rule(
                narrower ? before.form() : after.form(),
                purposes.isEmpty() ? after.purposes() : purposes,
                shorter(before.retention(), after.retention()),
                before.clause(),
                closest,
                "",
                before.line()));
    }

    private static Rule dropped(Rule rule) {
        return new Rule(
                Form.DROP, Set.of(), Term.NONE, "", DataClass.OTHER, "no purpose is in both versions", rule.line());
    }

    private Map<CookieRole, List<String>> cookies() {
        Map<CookieRole, List<String>> cookies = new EnumMap<>(CookieRole.class);
        older.cookies()
                .forEach((role, names) ->
                        cookies.put(role, patterns(names, newer.cookies().get(role))));
        return Collections.unmodifiableMap(cookies);
    }

    private OptOut optOut() {
        OptOut before = older.optOut();
        OptOut after = newer.optOut();
        return new OptOut(
                either(before.signals(), after.signals()),
                List.copyOf(either(new LinkedHashSet<>(before.cookies()), new LinkedHashSet<>(after.cookies()))),
                either(before.excludedFrom(), after.excludedFrom()),
                before.counted() && after.counted());
    }

    private Map<CookiePurpose, CookieUse> cookiePurposes() {
        Map<CookiePurpose, CookieUse> uses = new EnumMap<>(CookiePurpose.class);
        older.cookiePurposes().forEach((purpose, use) -> {
            CookieUse now = newer.cookiePurposes().get(purpose);
            if (now != null) {
                uses.put(purpose, new CookieUse(use.clause(), both(use.roles(), now.roles())));
            }
        });
        return Collections.unmodifiableMap(uses);
    }

    private Map<String, Recipient> recipients() {
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        older.recipients().forEach((name, before) -> {
            Recipient after = newer.recipients().get(name);
            if (after != null && after.kind() == before.kind()) {
                recipients.put(
                        name,
                        new Recipient(
                                name,
                                before.kind(),
                                before.agreement().or(after::agreement),
                                both(before.datasets(), after.datasets()),
                                before.authorisation() || after.authorisation(),
                                before.clause(),
                                before.policyTravels() || after.policyTravels()));
            }
        });
        return Collections.unmodifiableMap(recipients);
    }

    private Map<LegalBasis, String> legalBases() {
        Map<LegalBasis, String> bases = new EnumMap<>(LegalBasis.class);
        older.legalBases().forEach((basis, clause) -> {
            if (newer.legalBases().containsKey(basis)) {
                bases.put(basis, clause);
            }
        });
        return Collections.unmodifiableMap(bases);
    }

    private Optional<Reauthentication> reauthentication() {
        List<Reauthentication> limits = new ArrayList<>();
        older.reauthentication().ifPresent(limits::add);
        newer.reauthentication().ifPresent(limits::add);
        return limits.stream().min(Comparator.comparing(Reauthentication::limit));
    }
}
