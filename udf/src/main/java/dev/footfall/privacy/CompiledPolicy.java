package dev.footfall.privacy;

import dev.footfall.privacy.PolicyFile.PurposeTerms;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Form;
import dev.footfall.table.OutputColumn;
import dev.footfall.table.OutputColumns;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.table.Vault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A policy made ready for tables: what to do with each column, cookie and query key. A column without a rule is dropped
 * and listed by {@link #violations()}. Immutable and thread-safe.
 */
public final class CompiledPolicy {
    private final PolicyFile policy;
    private final List<TableSpec> tables;
    private final Map<String, Rule> rules = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final CookieRoles cookieRoles;
    private final Scrubber scrubber;

    private CompiledPolicy(PolicyFile policy, List<TableSpec> tables) {
        this.policy = policy;
        this.tables = List.copyOf(tables);
        cookieRoles = new CookieRoles(policy.cookies());
        scrubber = Scrubber.of(policy.scrubbers());
        for (TableSpec table : tables) {
            Map<String, Rule> written = policy.rules().getOrDefault(table.fullName(), Map.of());
            table.columns().forEach(column -> compile(table, column, Optional.ofNullable(written.get(column.name()))));
        }
        checkOutputs();
        ClauseCover.uncovered(policy)
                .forEach(id -> gap(
                        "clauses." + id,
                        "nothing in this file carries the clause out",
                        "name it where it holds, say carried_by: [keys or clauses], or out_of_scope: with the reason"));
    }

    /** Compiles a policy for these tables. */
    public static CompiledPolicy of(PolicyFile policy, List<TableSpec> tables) {
        return new CompiledPolicy(policy, tables);
    }

    private void compile(TableSpec table, ColumnSpec column, Optional<Rule> rule) {
        String name = fullName(table, column.name());
        if (rule.isPresent()) {
            rules.put(name, rule.get());
            return;
        }
        String effect = column.required() ? "so the table cannot be written" : "so the column is dropped";
        gap(
                "rules." + name,
                "has no rule, " + effect,
                "add a rule under rules: " + table.fullName() + ": (form: drop says that dropping it is meant)");
    }

    /** What leaves the warehouse comes of columns that have a rule. */
    private void checkOutputs() {
        Set<String> columns = new HashSet<>();
        tables.forEach(table -> table.columns().forEach(column -> columns.add(fullName(table, column.name()))));
        for (OutputColumn output : OutputColumns.ALL) {
            for (String source : output.sources()) {
                if (columns.contains(source) && !rules.containsKey(source)) {
                    gap(
                            output.output() + "." + output.column(),
                            "comes of " + source + ", which has no rule",
                            "add a rule for " + source);
                }
            }
        }
    }

    private void gap(String path, String what, String mend) {
        violations.add(new Violation(policy.origin(), 0, 0, path, what, mend));
    }

    /** The policy as written. */
    public PolicyFile policy() {
        return policy;
    }

    /** The rule of a column; empty when it has none. */
    public Optional<Rule> rule(TableSpec table, ColumnSpec column) {
        return Optional.ofNullable(rules.get(fullName(table, column.name())));
    }

    /** The rule of a column by its full name, such as {@code audience.hits.browser}; empty when it has none. */
    Optional<Rule> ruleOf(String fullColumn) {
        return Optional.ofNullable(rules.get(fullColumn));
    }

    /** The form in which a column is kept; {@link Form#DROP} when it has no rule. */
    public Form form(String table, String column) {
        Rule rule = rules.get(table + "." + column);
        return rule == null ? Form.DROP : rule.form();
    }

    /** The kinds of tokens of a person that rows of hits hold: all whose column is kept, in the form that needs their key. */
    public List<TokenKind> kindsOfHits() {
        return Stream.of(TokenKind.values())
                .filter(kind -> kind.epochKind() != EpochKind.ALWAYS && kind != TokenKind.QUARANTINE)
                .filter(kind -> ruleOf(kind.column())
                        .filter(rule -> rule.form() == (kind == TokenKind.IP_CRYPT ? Form.ENCRYPT : Form.TOKEN))
                        .isPresent())
                .toList();
    }

    /** Columns and outputs without a rule, in the order of the tables, and clauses that nothing carries out. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Whether every column that the program cannot do without has a rule. */
    public boolean writable(TableSpec table) {
        return table.columns().stream()
                .allMatch(c -> !c.required() || rule(table, c).isPresent());
    }

    /** How long rows of a table are kept: as long as the column that is kept longest. */
    public Term retention(TableSpec table) {
        return table.columns().stream()
                .flatMap(column -> rule(table, column).stream())
                .map(Rule::retention)
                .reduce(Term.NONE, Term::max);
    }

    /** Role of the cookie whose name is the bytes {@code [from, to)}; {@link CookieRole#DROP} when not named. */
    public CookieRole cookieRole(byte[] buf, int from, int to) {
        return cookieRoles.of(buf, from, to);
    }

    /** Role of a cookie; {@link CookieRole#DROP} when the policy does not name it. */
    public CookieRole cookieRole(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return cookieRoles.of(bytes, 0, bytes.length);
    }

    /** Whether the value of a preference cookie may be kept. */
    public boolean keepsPreference(String name) {
        return matchesAny(policy.preferenceKeys(), name);
    }

    /** Whether a cookie of that name says that its browser opted out. */
    public boolean isOptOutCookie(String name) {
        return matchesAny(policy.optOut().cookies(), name);
    }

    private static boolean matchesAny(List<String> patterns, String name) {
        for (String pattern : patterns) {
            if (pattern.endsWith("*")
                    ? name.regionMatches(0, pattern, 0, pattern.length() - 1)
                    : pattern.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Query parameters whose values may be kept. */
    public Set<String> allowedQueryKeys() {
        return policy.queryKeys();
    }

    /** What free text goes through before it is kept. */
    public Scrubber scrubber() {
        return scrubber;
    }

    /** Smallest number of browsers that a released cell may rest on. */
    public int k() {
        return policy.k();
    }

    /**
     * How long a token of that kind stays the same: as the purposes of its vault say, but a day for kinds of one day,
     * and for ever for file ids and the suppression list.
     */
    public EpochKind epoch(TokenKind kind) {
        return switch (kind.epochKind()) {
            case DAY, ALWAYS -> kind.epochKind();
            case MONTH, QUARTER ->
                termsOf(kind.vault()).map(PurposeTerms::epoch).findFirst().orElse(kind.epochKind());
        };
    }

    private Stream<PurposeTerms> termsOf(Vault vault) {
        return policy.purposes().values().stream().filter(terms -> terms.vault() == vault);
    }

    /**
     * Why a column is what it is.
     *
     * @param fullColumn such as {@code audience.hits.browser}
     * @throws PolicyException when there is no such column, with the nearest one
     */
    public Explanation explain(String fullColumn) {
        for (TableSpec table : tables) {
            for (ColumnSpec column : table.columns()) {
                if (fullName(table, column.name()).equals(fullColumn)) {
                    return explain(table, column);
                }
            }
        }
        List<String> known = tables.stream()
                .flatMap(table -> table.columns().stream().map(column -> fullName(table, column.name())))
                .toList();
        throw new PolicyException(List.of(new Violation(
                policy.origin(),
                0,
                0,
                "",
                Violations.quoted(fullColumn) + " is no column",
                Violations.suggestion(fullColumn, known))));
    }

    private Explanation explain(TableSpec table, ColumnSpec column) {
        Optional<Rule> rule = rule(table, column);
        List<Explanation.Use> uses = rule.stream()
                .flatMap(r -> r.purposes().stream())
                .map(purpose -> {
                    PurposeTerms terms = policy.purposes().get(purpose);
                    return new Explanation.Use(
                            purpose, terms.vault(), terms.epoch(), terms.retention(), terms.clauses());
                })
                .toList();
        return new Explanation(
                fullName(table, column.name()),
                column.description(),
                form(table.fullName(), column.name()),
                rule.map(Rule::dataClass).orElse(DataClass.OTHER),
                rule.map(Rule::retention).orElse(Term.NONE),
                uses,
                rule.map(Rule::clause).map(policy.clauses()::get),
                policy.origin(),
                policy.version(),
                rule.map(Rule::line).orElse(0),
                rule.map(Rule::reason).orElse("no rule names it, and what no rule names is dropped"));
    }

    private static String fullName(TableSpec table, String column) {
        return table.fullName() + "." + column;
    }

    /** A policy for all tables of a warehouse. */
    public static CompiledPolicy ofAllTables(PolicyFile policy) {
        return of(policy, Tables.ALL);
    }
}
