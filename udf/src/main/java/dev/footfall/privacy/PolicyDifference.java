package dev.footfall.privacy;

import dev.footfall.privacy.PolicyChange.Effect;
import dev.footfall.privacy.PolicyFile.Clause;
import dev.footfall.privacy.PolicyFile.PurposeTerms;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words what a newer version of a policy would do otherwise than an older one. */
public final class PolicyDifference {
    private static final String MORE = "kept more";
    private static final String LESS = "kept less";
    private static final String LONGER = "kept longer";
    private static final String SHORTER = "kept shorter";
    private static final String NOTHING = "none";

    private final PolicyFile before;
    private final PolicyFile after;
    private final List<PolicyChange> changes = new ArrayList<>();

    private PolicyDifference(PolicyFile before, PolicyFile after) {
        this.before = before;
        this.after = after;
    }

    /** The changes, what is wider first; empty when the two say the same. */
    public static List<PolicyChange> of(PolicyFile before, PolicyFile after) {
        PolicyDifference difference = new PolicyDifference(before, after);
        difference.compare();
        return difference.changes.stream()
                .sorted(Comparator.comparing(PolicyChange::effect))
                .toList();
    }

    /** How much of a value a form keeps: nothing, a pseudonym, what is computed of it, what can be turned back, all. */
    static int openness(Form form) {
        return switch (form) {
            case DROP -> 0;
            case TOKEN -> 1;
            case DERIVE, TRUNCATE, BUCKET -> 2;
            case ENCRYPT -> 3;
            case KEEP -> 4;
        };
    }

    private void compare() {
        for (TableSpec table : Tables.ALL) {
            for (ColumnSpec column : table.columns()) {
                column(table.fullName(), column.name());
            }
        }
        before.purposes().forEach((purpose, terms) -> Optional.ofNullable(
                        after.purposes().get(purpose))
                .ifPresent(now -> purpose("purpose " + purpose.label(), terms, now)));
        cookies();
        cookiePurposes();
        added("query parameters", before.queryKeys(), after.queryKeys(), MORE, LESS, Effect.WIDER);
        added("preferences", before.preferenceKeys(), after.preferenceKeys(), MORE, LESS, Effect.WIDER);
        added(
                "scrubbers",
                labels(before.scrubbers()),
                labels(after.scrubbers()),
                "scrubbed more",
                "scrubbed less",
                Effect.NARROWER);
        number("k", before.k(), after.k());
        noise();
        term("quarantine", before.quarantineRetention(), after.quarantineRetention());
        term("keys of one day", before.dailyKeyLife(), after.dailyKeyLife());
        optOut();
        doors();
        clauses();
        plain("version", before.version(), after.version());
        plain("starts", before.starts().toString(), after.starts().toString());
        plain("company", before.company(), after.company());
    }

    private void note(String subject, String change, Effect effect, String detail) {
        changes.add(new PolicyChange(subject, change, effect, detail));
    }

    private void column(String table, String column) {
        Rule old = rule(before, table, column);
        Rule now = rule(after, table, column);
        String subject = table + "." + column;
        int more = openness(now.form()) - openness(old.form());
        if (old.form() != now.form()) {
            note(
                    subject,
                    more > 0 ? MORE : more < 0 ? LESS : "kept otherwise",
                    effect(more),
                    fromTo(word(old), word(now)));
        }
        if (old.form() == Form.DROP || now.form() == Form.DROP) {
            return;
        }
        term(subject, old.retention(), now.retention());
        added(
                subject,
                labels(old.purposes()),
                labels(now.purposes()),
                "for other purposes",
                "for fewer purposes",
                Effect.WIDER);
        plain(subject + " clause", old.clause(), now.clause());
        int closer = old.dataClass().compareTo(now.dataClass());
        if (closer != 0) {
            note(
                    subject,
                    "classed otherwise",
                    Effect.SAME,
                    fromTo(old.dataClass().label(), now.dataClass().label()));
        }
    }

    private static Rule rule(PolicyFile policy, String table, String column) {
        Rule rule = policy.rules().getOrDefault(table, Map.of()).get(column);
        return rule == null ? new Rule(Form.DROP, Set.of(), Term.NONE, "", DataClass.OTHER, "", 0) : rule;
    }

    private static String word(Rule rule) {
        return PolicyReader.label(rule.form());
    }

    private void purpose(String subject, PurposeTerms old, PurposeTerms now) {
        term(subject, old.retention(), now.retention());
        int longer = now.epoch().compareTo(old.epoch());
        if (longer != 0) {
            note(
                    subject,
                    longer > 0 ? "recognised longer" : "recognised shorter",
                    effect(longer),
                    "a pseudonym stays the same for a " + old.epoch().label() + " before, a "
                            + now.epoch().label() + " now");
        }
        if (!old.keyLife().equals(now.keyLife())) {
            int keys =
                    compare(old.keyLife().orElse(old.retention()), now.keyLife().orElse(now.retention()));
            note(
                    subject,
                    keys > 0 ? "keys live longer" : keys < 0 ? "keys live shorter" : "keys live otherwise",
                    effect(keys),
                    fromTo(keyLife(old), keyLife(now)));
        }
        if (old.vault() != now.vault()) {
            note(
                    subject,
                    "kept elsewhere",
                    Effect.SAME,
                    fromTo(old.vault().label(), now.vault().label()));
        }
        plain(subject + " clauses", String.join(", ", old.clauses()), String.join(", ", now.clauses()));
    }

    private static String keyLife(PurposeTerms terms) {
        return terms.keyLife().map(Term::toString).orElse(PolicyReader.WITH_ROWS);
    }

    /** Above 0 when the second one is longer. */
    private static int compare(Term old, Term now) {
        return now.longerThan(old) ? 1 : old.longerThan(now) ? -1 : 0;
    }

    private void term(String subject, Term old, Term now) {
        int longer = compare(old, now);
        if (longer != 0) {
            note(subject, longer > 0 ? LONGER : SHORTER, effect(longer), fromTo(old.toString(), now.toString()));
        }
    }

    private void number(String subject, int old, int now) {
        if (old != now) {
            note(
                    subject,
                    now < old ? "released more" : "released less",
                    effect(old - now),
                    "a released cell rests on " + old + " browsers before, " + now + " now");
        }
    }

    private void noise() {
        if (before.noise().equals(after.noise())) {
            return;
        }
        BigDecimal old = before.noise().map(NoiseBudget::month).orElse(BigDecimal.ZERO);
        BigDecimal now = after.noise().map(NoiseBudget::month).orElse(BigDecimal.ZERO);
        int more = now.compareTo(old);
        note(
                "noise",
                more > 0 ? "released more" : more < 0 ? "released less" : "released otherwise",
                effect(more),
                fromTo(words(before.noise()), words(after.noise())));
    }

    private static String words(Optional<NoiseBudget> noise) {
        return noise.map(one -> "ρ " + one.month().toPlainString() + " a month, "
                        + one.day().toPlainString() + " a day, " + one.cells() + " cells")
                .orElse("no noisy releases");
    }

    private void cookies() {
        Set<String> names = new TreeSet<>();
        before.cookies().values().forEach(names::addAll);
        after.cookies().values().forEach(names::addAll);
        for (String name : names) {
            CookieRole old = role(before, name);
            CookieRole now = role(after, name);
            int more = telling(now) - telling(old);
            if (more != 0) {
                note("cookie " + name, more > 0 ? MORE : LESS, effect(more), fromTo(old.label(), now.label()));
            }
        }
    }

    /** Role of a name, or of all names that a pattern stands for. */
    private static CookieRole role(PolicyFile policy, String name) {
        return policy.cookies().entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(pattern -> CookiePatterns.covers(pattern, name)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(CookieRole.DROP);
    }

    private static int telling(CookieRole role) {
        return switch (role) {
            case DROP -> 0;
            case VENDOR -> 1;
            case PREFERENCE -> 2;
            case SESSION -> 3;
            case BROWSER -> 4;
            case ACCOUNT_HOLDER -> 5;
        };
    }

    private void cookiePurposes() {
        both(before.cookiePurposes(), after.cookiePurposes(), "cookies for ", CookiePurpose::label, (name, pair) -> {
            added(
                    name,
                    labels(pair.old.roles()),
                    labels(pair.now.roles()),
                    "for other purposes",
                    "for fewer purposes",
                    Effect.WIDER);
            plain(name + " clause", pair.old.clause(), pair.now.clause());
        });
    }

    private void optOut() {
        PolicyFile.OptOut old = before.optOut();
        PolicyFile.OptOut now = after.optOut();
        added(
                "opt-out signals",
                labels(old.signals()),
                labels(now.signals()),
                "heard more",
                "heard less",
                Effect.NARROWER);
        added("opt-out cookies", old.cookies(), now.cookies(), "heard more", "heard less", Effect.NARROWER);
        added(
                "opted-out browsers",
                labels(old.excludedFrom()),
                labels(now.excludedFrom()),
                "kept out of more",
                "kept out of less",
                Effect.NARROWER);
        if (old.counted() != now.counted()) {
            note(
                    "opted-out browsers",
                    now.counted() ? "counted" : "not counted",
                    now.counted() ? Effect.WIDER : Effect.NARROWER,
                    "in totals");
        }
    }

    private void doors() {
        both(before.recipients(), after.recipients(), "recipient ", name -> name, this::recipient);
        both(
                before.legalBases(),
                after.legalBases(),
                "legal basis ",
                LegalBasis::label,
                (name, pair) -> plain(name + " clause", pair.old, pair.now));
        Optional<Reauthentication> old = before.reauthentication();
        Optional<Reauthentication> now = after.reauthentication();
        if (!old.map(Reauthentication::limit).equals(now.map(Reauthentication::limit))) {
            boolean later = now.isEmpty()
                    || old.isPresent() && now.get().limit().compareTo(old.get().limit()) > 0;
            note(
                    "re-authentication",
                    later ? "asked later" : "asked sooner",
                    later ? Effect.WIDER : Effect.NARROWER,
                    fromTo(
                            old.map(Reauthentication::words).orElse(NOTHING),
                            now.map(Reauthentication::words).orElse(NOTHING)));
        }
        plain(
                "re-authentication clause",
                old.map(Reauthentication::clause).orElse(NOTHING),
                now.map(Reauthentication::clause).orElse(NOTHING));
    }

    private void recipient(String subject, Pair<Recipient> pair) {
        Recipient old = pair.old;
        Recipient now = pair.now;
        added(subject, old.datasets(), now.datasets(), "shared more", "shared less", Effect.WIDER);
        guard(subject, "authorisation", old.authorisation(), now.authorisation());
        guard(subject, "policy with the data", old.policyTravels(), now.policyTravels());
        if (!old.agreement().equals(now.agreement())) {
            Effect effect = now.agreement().isEmpty()
                    ? Effect.WIDER
                    : old.agreement().isEmpty() ? Effect.NARROWER : Effect.SAME;
            note(
                    subject,
                    "another agreement",
                    effect,
                    fromTo(old.agreement().orElse(NOTHING), now.agreement().orElse(NOTHING)));
        }
        plain(subject + " kind", old.kind().label(), now.kind().label());
        plain(subject + " clause", old.clause(), now.clause());
    }

    private void guard(String subject, String what, boolean old, boolean now) {
        if (old != now) {
            note(
                    subject,
                    now ? "shared under more conditions" : "shared under fewer conditions",
                    now ? Effect.NARROWER : Effect.WIDER,
                    what + (now ? " needed now" : " no longer needed"));
        }
    }

    private void clauses() {
        Set<String> ids = new LinkedHashSet<>(before.clauses().keySet());
        ids.addAll(after.clauses().keySet());
        for (String id : ids) {
            Clause old = before.clauses().get(id);
            Clause now = after.clauses().get(id);
            String subject = "clause " + id;
            if (old == null || now == null) {
                note(subject, old == null ? "added" : "removed", Effect.SAME, "");
            } else if (!old.sha256().equals(now.sha256())) {
                note(subject, "text changed", Effect.SAME, "");
            } else if (old.outOfScope().isPresent() != now.outOfScope().isPresent()) {
                note(subject, now.outOfScope().isPresent() ? "out of scope now" : "in scope now", Effect.SAME, "");
            }
        }
    }

    /** What a set gained and lost; {@code gain} says what gaining means for the visitor, and losing is its contrary. */
    private void added(
            String subject, Collection<String> old, Collection<String> now, String more, String less, Effect gain) {
        List<String> gained = now.stream().filter(x -> !stands(x, old)).toList();
        List<String> lost = old.stream().filter(x -> !stands(x, now)).toList();
        if (!gained.isEmpty()) {
            note(subject, more, gain, "added: " + String.join(", ", gained));
        }
        if (!lost.isEmpty()) {
            note(
                    subject,
                    less,
                    gain == Effect.WIDER ? Effect.NARROWER : Effect.WIDER,
                    "removed: " + String.join(", ", lost));
        }
    }

    /** Whether names hold a name, or a beginning with a star that covers it. */
    private static boolean stands(String name, Collection<String> names) {
        return names.stream().anyMatch(other -> CookiePatterns.covers(other, name));
    }

    private record Pair<V>(V old, V now) {}

    /** Things by key: new ones are wider, gone ones narrower, and those of both are compared. */
    private <K, V> void both(
            Map<K, V> old, Map<K, V> now, String kind, Function<K, String> label, BiConsumer<String, Pair<V>> compare) {
        Set<K> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        for (K key : keys) {
            String subject = kind + label.apply(key);
            V left = old.get(key);
            V right = now.get(key);
            if (left == null) {
                note(subject, "added", Effect.WIDER, detail(right));
            } else if (right == null) {
                note(subject, "removed", Effect.NARROWER, detail(left));
            } else {
                compare.accept(subject, new Pair<>(left, right));
            }
        }
    }

    private static <V> String detail(V value) {
        return value instanceof Recipient recipient
                ? recipient.kind().label() + ": " + String.join(", ", recipient.datasets())
                : "";
    }

    private void plain(String subject, String old, String now) {
        if (!old.equals(now)) {
            note(subject, "named otherwise", Effect.SAME, fromTo(old, now));
        }
    }

    private static Effect effect(int more) {
        return more > 0 ? Effect.WIDER : more < 0 ? Effect.NARROWER : Effect.SAME;
    }

    private static String fromTo(String old, String now) {
        return old + " before, " + now + " now";
    }

    private static <E extends Labelled> Set<String> labels(Collection<E> constants) {
        return constants.stream().map(Labelled::label).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
