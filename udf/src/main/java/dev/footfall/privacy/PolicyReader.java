package dev.footfall.privacy;

import dev.footfall.privacy.PolicyFile.Clause;
import dev.footfall.privacy.PolicyFile.OptOut;
import dev.footfall.privacy.PolicyFile.PurposeTerms;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.table.Vault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns the nodes of a policy file into a {@link PolicyFile}: what stands in one place is judged here, as the JSON Schema
 * {@code policy.schema.json} judges it; what must agree between places is judged by {@link PolicyCrossChecks}.
 */
final class PolicyReader {
    /** Version of the file's format. */
    static final int FORMAT = 1;

    static final int LEAST_K = 2;
    static final int MOST_K = 1_000_000;
    static final String WITH_ROWS = "with rows";

    private static final List<String> REQUIRED = List.of(
            "footfall_policy",
            "version",
            "starts",
            "company",
            "clauses",
            "purposes",
            "rules",
            "cookies",
            "cookie_purposes",
            "query_keys",
            "preference_keys",
            "scrubbers",
            "k",
            "quarantine",
            "keys",
            "opt_out");
    private static final List<String> OPTIONAL =
            List.of("source", "earlier", "noise", "recipients", "legal_bases", "reauthentication");
    private static final List<Vault> PURPOSE_VAULTS = List.of(Vault.AUDIENCE, Vault.SECURITY, Vault.NETWORK);
    private static final List<EpochKind> EPOCHS = List.of(EpochKind.DAY, EpochKind.MONTH, EpochKind.QUARTER);

    /** Above 0. */
    private static final Pattern DECIMAL = Pattern.compile("(?=.*[1-9])\\d{1,4}(\\.\\d{1,6})?");
    /** As in the schema. */
    private static final int MOST_CELLS = 1000;

    static final Pattern CLAUSE_ID = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    /** Names as RFC 6265 allows them, at least one character before a star at the end. */
    private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9!#$%&'+.^_`|~-]+\\*?");

    private static final Pattern QUERY_KEY = Pattern.compile("[A-Za-z0-9_.\\[\\]-]+");
    private static final String COOKIE_MEND = "write a cookie's name, or its beginning followed by one *";

    private final Violations violations;

    PolicyReader(Violations violations) {
        this.violations = violations;
    }

    /** The policy; empty when something that it needs is missing or wrong. Whatever is wrong is noted. */
    Optional<PolicyFile> read(YamlNode root) {
        Optional<MapReader> top = MapReader.of(violations, "", root.place(), root);
        if (top.isEmpty()) {
            return Optional.empty();
        }
        MapReader map = top.get().expect(REQUIRED, OPTIONAL);
        map.integer("footfall_policy", FORMAT, FORMAT);
        Optional<String> version = map.text("version");
        Optional<LocalDate> starts = map.date("starts");
        Optional<String> company = map.text("company");
        Optional<String> source = map.text("source");
        Optional<String> earlier = earlier(map);
        Map<String, Clause> clauses = clauses(map);
        Map<Purpose, PurposeTerms> purposes = purposes(map);
        Map<String, Map<String, Rule>> rules = rules(map);
        CookiePatterns cookies = new CookiePatterns(violations);
        map.map("cookies").ifPresent(roles -> cookies(roles, cookies));
        Set<String> queryKeys = new LinkedHashSet<>();
        map.texts("query_keys", QUERY_KEY, "name of a query parameter", "write its name alone, without = or &")
                .forEach(key -> queryKeys.add(key.text()));
        List<String> preferenceKeys = cookies.preferenceKeys(
                map.texts("preference_keys", COOKIE, "name of a cookie", COOKIE_MEND), "preference_keys");
        Set<Scrubber.Kind> scrubbers = set(
                Scrubber.Kind.class,
                map.someOf("scrubbers", List.of(Scrubber.Kind.values()), Scrubber.Kind::label, "scrubber"));
        Optional<Integer> k = map.integer("k", LEAST_K, MOST_K);
        Optional<NoiseBudget> noise = map.map("noise").flatMap(this::noise);
        Optional<Term> quarantine = map.map("quarantine")
                .flatMap(q -> q.expect(List.of("retention"), List.of()).term("retention"));
        Optional<Term> dailyKeyLife = map.map("keys")
                .flatMap(keys -> keys.expect(List.of("daily"), List.of()).term("daily"));
        Optional<OptOut> optOut = map.map("opt_out").map(out -> optOut(out, cookies));
        DoorsReader doors = new DoorsReader(violations);
        Map<CookiePurpose, CookieUse> cookiePurposes = doors.cookiePurposes(map);
        Map<String, Recipient> recipients = doors.recipients(map);
        Map<LegalBasis, String> legalBases = doors.legalBases(map);
        Optional<Reauthentication> reauthentication = doors.reauthentication(map);
        PolicyCrossChecks checks = new PolicyCrossChecks(violations, map, clauses, purposes, quarantine);
        checks.check(rules);
        checks.checkClauses(carriers());
        checks.checkCookiePurposes(cookiePurposes, cookies.byRole());
        checks.checkDoors(recipients, legalBases, reauthentication);
        if (version.isEmpty()
                || starts.isEmpty()
                || company.isEmpty()
                || k.isEmpty()
                || quarantine.isEmpty()
                || dailyKeyLife.isEmpty()
                || optOut.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PolicyFile(
                violations.origin(),
                version.get(),
                starts.get(),
                company.get(),
                source,
                clauses,
                purposes,
                rules,
                cookies.byRole(),
                Collections.unmodifiableSet(queryKeys),
                preferenceKeys,
                scrubbers,
                k.get(),
                noise,
                quarantine.get(),
                dailyKeyLife.get(),
                optOut.get(),
                cookiePurposes,
                recipients,
                legalBases,
                reauthentication,
                earlier));
    }

    private Optional<NoiseBudget> noise(MapReader map) {
        map.expect(List.of("month", "day", "cells"), List.of());
        String mend = "write a number above 0 in quotes, such as \"0.02\", with at most six digits after the point";
        Optional<BigDecimal> month = map.text("month", DECIMAL, "price", mend).map(BigDecimal::new);
        Optional<BigDecimal> day = map.text("day", DECIMAL, "price", mend).map(BigDecimal::new);
        Optional<Integer> cells = map.integer("cells", 1, MOST_CELLS);
        if (month.isEmpty() || day.isEmpty() || cells.isEmpty()) {
            return Optional.empty();
        }
        if (day.get().compareTo(month.get()) > 0) {
            violations.add(
                    map.place("day"),
                    map.pathOf("day"),
                    "is more than a whole month may cost",
                    "write a price of at most " + month.get().toPlainString());
        }
        return Optional.of(new NoiseBudget(month.get(), day.get(), cells.get()));
    }

    /** Keys of the file that may carry a clause out. */
    static List<String> carriers() {
        List<String> keys = new ArrayList<>(REQUIRED);
        keys.addAll(OPTIONAL);
        keys.removeAll(List.of("footfall_policy", "version", "company", "source", "earlier", "clauses"));
        return keys;
    }

    private Optional<String> earlier(MapReader map) {
        return map.text("earlier").filter(name -> {
            boolean good = name.indexOf('\0') < 0;
            if (!good) {
                violations.add(
                        map.place("earlier"), map.pathOf("earlier"), "is no name of a file", "write the file's path");
            }
            return good;
        });
    }

    private Map<String, Clause> clauses(MapReader top) {
        Map<String, Clause> clauses = new LinkedHashMap<>();
        top.map("clauses").ifPresent(map -> {
            for (YamlNode.Entry entry : map.entries()) {
                String path = map.pathOf(entry.key());
                if (!CLAUSE_ID.matcher(entry.key()).matches()) {
                    violations.add(
                            entry.place(),
                            path,
                            Violations.quoted(entry.key()) + " is no id of a clause",
                            "write lower-case words joined by dots, as in logs.audience");
                }
                MapReader.of(violations, path, entry.place(), entry.value())
                        .flatMap(clause -> clause(entry.key(), clause))
                        .ifPresent(clause -> clauses.put(entry.key(), clause));
            }
        });
        return Collections.unmodifiableMap(clauses);
    }

    private Optional<Clause> clause(String id, MapReader map) {
        map.expect(List.of("sha256"), List.of("summary", "out_of_scope", "same_text_as", "carried_by"));
        Optional<String> digest =
                map.text("sha256", SHA256, "SHA-256", "write 64 lower-case hexadecimal digits, in quotes");
        Optional<String> summary = map.text("summary");
        Optional<String> outOfScope = map.text("out_of_scope");
        if (map.has("summary") == map.has("out_of_scope")) {
            violations.add(
                    map.place(),
                    map.path(),
                    map.has("summary") ? "has both summary and out_of_scope" : "has no summary",
                    "write summary: with what it says in your words, or out_of_scope: with the reason, and not both");
        }
        Optional<String> sameTextAs =
                map.text("same_text_as", CLAUSE_ID, "id of a clause", "name the other clause of the same text");
        List<String> carriedBy = map
                .texts("carried_by", CLAUSE_ID, "key or id of a clause", "name keys of this file or ids from clauses:")
                .stream()
                .map(YamlNode.Scalar::text)
                .toList();
        return digest.map(sha256 -> new Clause(id, sha256, summary, outOfScope, sameTextAs, carriedBy));
    }

    private Map<Purpose, PurposeTerms> purposes(MapReader top) {
        Map<Purpose, PurposeTerms> purposes = new EnumMap<>(Purpose.class);
        top.map("purposes").ifPresent(map -> {
            map.expect(Arrays.stream(Purpose.values()).map(Purpose::label).toList(), List.of());
            for (Purpose purpose : Purpose.values()) {
                map.map(purpose.label()).flatMap(this::purpose).ifPresent(terms -> purposes.put(purpose, terms));
            }
        });
        return Collections.unmodifiableMap(purposes);
    }

    private Optional<PurposeTerms> purpose(MapReader map) {
        map.expect(List.of("clauses", "vault", "epoch", "retention", "key_life"), List.of());
        map.notEmpty("clauses", "name the clauses that allow this purpose");
        List<String> clauses = map.texts("clauses", CLAUSE_ID, "id of a clause", "use an id from clauses:").stream()
                .map(YamlNode.Scalar::text)
                .toList();
        Optional<Vault> vault = map.oneOf("vault", PURPOSE_VAULTS, Vault::label, "vault of a purpose");
        Optional<EpochKind> epoch = map.oneOf("epoch", EPOCHS, EpochKind::label, "epoch");
        Optional<Term> retention = map.term("retention");
        boolean withRows = map.text("key_life").filter(WITH_ROWS::equals).isPresent();
        Optional<Term> keyLife = withRows ? Optional.empty() : map.term("key_life");
        if (vault.isEmpty() || epoch.isEmpty() || retention.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PurposeTerms(clauses, vault.get(), epoch.get(), retention.get(), keyLife));
    }

    private Map<String, Map<String, Rule>> rules(MapReader top) {
        Map<String, Map<String, Rule>> rules = new LinkedHashMap<>();
        top.map("rules").ifPresent(map -> {
            map.expect(List.of(), Tables.ALL.stream().map(TableSpec::fullName).toList());
            for (TableSpec table : Tables.ALL) {
                map.map(table.fullName()).ifPresent(columns -> rules.put(table.fullName(), tableRules(table, columns)));
            }
        });
        return Collections.unmodifiableMap(rules);
    }

    private Map<String, Rule> tableRules(TableSpec table, MapReader map) {
        List<String> known = table.columns().stream().map(ColumnSpec::name).toList();
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (YamlNode.Entry entry : map.entries()) {
            String path = map.pathOf(entry.key());
            Optional<ColumnSpec> column = table.column(entry.key());
            if (column.isEmpty()) {
                violations.unknown(entry.place(), path, "column of " + table.fullName(), entry.key(), known);
            }
            MapReader.of(violations, path, entry.place(), entry.value())
                    .flatMap(rule -> rule(rule, column))
                    .ifPresent(rule -> rules.put(entry.key(), rule));
        }
        return Collections.unmodifiableMap(rules);
    }

    private Optional<Rule> rule(MapReader map, Optional<ColumnSpec> column) {
        List<Form> forms = Arrays.stream(Form.values())
                .filter(form -> column.isEmpty() || column.get().forms().contains(form))
                .toList();
        Optional<Form> form = map.oneOf("form", forms, PolicyReader::label, "form of this column");
        int line = map.place().line();
        boolean drop = map.text("form").filter(label(Form.DROP)::equals).isPresent();
        if (drop) {
            map.expect(List.of("form"), List.of("reason"));
            String reason = map.text("reason").orElse("");
            return form.map(f -> new Rule(f, Set.of(), Term.NONE, "", DataClass.OTHER, reason, line));
        }
        map.expect(List.of("form", "purposes", "retention", "clause", "class"), List.of());
        map.notEmpty("purposes", "name what the column is kept for, or drop it");
        Set<Purpose> purposes =
                set(Purpose.class, map.someOf("purposes", List.of(Purpose.values()), Purpose::label, "purpose"));
        Optional<Term> retention = map.term("retention");
        Optional<String> clause = map.text("clause", CLAUSE_ID, "id of a clause", "use an id from clauses:");
        Optional<DataClass> dataClass =
                map.oneOf("class", List.of(DataClass.values()), DataClass::label, "class of data");
        if (form.isEmpty() || retention.isEmpty() || clause.isEmpty() || dataClass.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rule(form.get(), purposes, retention.get(), clause.get(), dataClass.get(), "", line));
    }

    private void cookies(MapReader map, CookiePatterns patterns) {
        map.expect(
                List.of(),
                Arrays.stream(CookieRole.values()).map(CookieRole::label).toList());
        for (CookieRole role : CookieRole.values()) {
            patterns.add(
                    role, map.texts(role.label(), COOKIE, "name of a cookie", COOKIE_MEND), map.pathOf(role.label()));
        }
    }

    private OptOut optOut(MapReader map, CookiePatterns patterns) {
        map.expect(List.of("signals", "cookies", "excluded_from", "counted"), List.of());
        List<YamlNode.Scalar> names = map.texts("cookies", COOKIE, "name of a cookie", COOKIE_MEND);
        patterns.addOptOut(names, map.pathOf("cookies"));
        return new OptOut(
                set(
                        PrivacySignal.class,
                        map.someOf("signals", List.of(PrivacySignal.values()), PrivacySignal::label, "privacy signal")),
                names.stream().map(YamlNode.Scalar::text).toList(),
                set(OptOutUse.class, map.someOf("excluded_from", List.of(OptOutUse.values()), OptOutUse::label, "use")),
                map.bool("counted").orElse(true));
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, List<E> values) {
        EnumSet<E> set = EnumSet.noneOf(type);
        set.addAll(values);
        return Collections.unmodifiableSet(set);
    }

    /** Name of a form in the policy file. */
    static String label(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }
}
