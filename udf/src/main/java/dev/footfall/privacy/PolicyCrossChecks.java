package dev.footfall.privacy;

import dev.footfall.privacy.PolicyFile.Clause;
import dev.footfall.privacy.PolicyFile.PurposeTerms;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.table.Vault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must agree between places of a policy file. */
final class PolicyCrossChecks {
    private final Violations violations;
    private final MapReader top;
    private final Map<String, Clause> clauses;
    private final Map<Purpose, PurposeTerms> purposes;
    private final Optional<Term> quarantine;

    PolicyCrossChecks(
            Violations violations,
            MapReader top,
            Map<String, Clause> clauses,
            Map<Purpose, PurposeTerms> purposes,
            Optional<Term> quarantine) {
        this.violations = violations;
        this.top = top;
        this.clauses = clauses;
        this.purposes = purposes;
        this.quarantine = quarantine;
    }

    void check(Map<String, Map<String, Rule>> rules) {
        top.map("purposes").ifPresent(this::checkPurposes);
        if (!(top.has("rules") && top.map("rules").isPresent())) {
            return;
        }
        MapReader tables = top.map("rules").orElseThrow();
        rules.forEach((name, columns) -> {
            TableSpec table = Tables.named(name).orElseThrow();
            MapReader places = tables.map(name).orElseThrow();
            columns.forEach((column, rule) -> {
                if (rule.form() != Form.DROP) {
                    places.map(column).ifPresent(at -> checkRule(table, rule, at));
                }
            });
        });
    }

    /**
     * Two clauses have one text only where that is said, and a clause is carried out by what exists.
     *
     * @param keys keys of the file that a clause may name
     */
    void checkClauses(List<String> keys) {
        Optional<MapReader> map = top.map("clauses");
        if (map.isEmpty()) {
            return;
        }
        List<String> known = new ArrayList<>(keys);
        known.addAll(clauses.keySet());
        Map<String, String> byDigest = new HashMap<>();
        clauses.forEach((id, clause) -> map.get().map(id).ifPresent(at -> {
            clause.carriedBy().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> violations.unknown(
                            at.place("carried_by"),
                            at.pathOf("carried_by"),
                            "key of this file and no clause",
                            name,
                            known));
            clause.sameTextAs().ifPresent(other -> checkSameText(clause, other, at));
            String first = byDigest.putIfAbsent(clause.sha256(), id);
            if (first != null && clause.sameTextAs().isEmpty()) {
                violations.add(
                        at.place("sha256"),
                        at.pathOf("sha256"),
                        "overlaps with the clause " + first + ": both claim the same text",
                        "correct one of the digests, or write same_text_as: " + first
                                + " where the text really stands in the policy twice");
            }
        }));
    }

    private void checkSameText(Clause clause, String other, MapReader at) {
        Clause named = clauses.get(other);
        if (named == null || other.equals(clause.id())) {
            violations.unknown(
                    at.place("same_text_as"),
                    at.pathOf("same_text_as"),
                    "other clause of this policy",
                    other,
                    clauses.keySet().stream()
                            .filter(id -> !id.equals(clause.id()))
                            .toList());
        } else if (!named.sha256().equals(clause.sha256())) {
            violations.add(
                    at.place("same_text_as"),
                    at.pathOf("same_text_as"),
                    "the digest of " + other + " is another one, so the texts differ",
                    "correct the digest, or remove same_text_as");
        }
    }

    /** Whose cookies are read serves a purpose of cookies. */
    void checkCookiePurposes(Map<CookiePurpose, CookieUse> uses, Map<CookieRole, List<String>> cookies) {
        Optional<MapReader> map = top.has("cookie_purposes") ? top.map("cookie_purposes") : Optional.empty();
        if (map.isEmpty()) {
            return;
        }
        uses.forEach((purpose, use) ->
                map.get().map(purpose.label()).ifPresent(at -> checkClause(at, "clause", use.clause())));
        boolean allRead = map.get().entries().size() == uses.size();
        cookies.forEach((role, names) -> {
            boolean looksAt = role != CookieRole.VENDOR && role != CookieRole.DROP && !names.isEmpty();
            boolean served = uses.values().stream().anyMatch(use -> use.roles().contains(role));
            if (looksAt && !served && allRead) {
                violations.add(
                        map.get().place(),
                        map.get().path(),
                        "no purpose uses the role " + role.label() + ", of which there are cookies",
                        "add it to a purpose's roles, or give those cookies the role drop");
            }
        });
    }

    /** Recipients, bases and limits rest on clauses; a client's users are asked, and a buyer gets the policy too. */
    void checkDoors(
            Map<String, Recipient> recipients,
            Map<LegalBasis, String> bases,
            Optional<Reauthentication> reauthentication) {
        recipients.forEach((name, recipient) ->
                top.map("recipients").flatMap(map -> map.map(name)).ifPresent(at -> checkRecipient(recipient, at)));
        bases.forEach((basis, clause) -> top.map("legal_bases")
                .flatMap(map -> map.map(basis.label()))
                .ifPresent(at -> checkClause(at, "clause", clause)));
        reauthentication.ifPresent(
                limit -> top.map("reauthentication").ifPresent(at -> checkClause(at, "clause", limit.clause())));
    }

    private void checkRecipient(Recipient recipient, MapReader at) {
        checkClause(at, "clause", recipient.clause());
        if (recipient.kind() == RecipientKind.CLIENT && !recipient.authorisation()) {
            violations.add(
                    at.place("authorisation"),
                    at.pathOf("authorisation"),
                    "a client gets nothing of a user who has not authorised it",
                    "write authorisation: true, or another kind");
        }
        if (recipient.kind() == RecipientKind.BUYER && !recipient.policyTravels()) {
            violations.add(
                    at.place("policy_travels"),
                    at.pathOf("policy_travels"),
                    "a buyer gets the policy with the data",
                    "write policy_travels: true, or another kind");
        }
    }

    private void checkPurposes(MapReader map) {
        Map<Vault, Purpose> first = new EnumMap<>(Vault.class);
        purposes.forEach((purpose, terms) -> {
            MapReader at = map.map(purpose.label()).orElseThrow();
            terms.clauses().forEach(id -> checkClause(at, "clauses", id));
            Purpose other = first.putIfAbsent(terms.vault(), purpose);
            if (other != null && purposes.get(other).epoch() != terms.epoch()) {
                violations.add(
                        at.place("epoch"),
                        at.pathOf("epoch"),
                        "is " + terms.epoch().label() + ", but " + other.label() + ", in the same vault, has "
                                + purposes.get(other).epoch().label(),
                        "give all purposes of a vault one epoch: they share its tokens");
            }
        });
    }

    /** Whether a clause exists and has rules. */
    private boolean checkClause(MapReader at, String key, String id) {
        Clause clause = clauses.get(id);
        if (clause == null) {
            violations.unknown(at.place(key), at.pathOf(key), "clause of this policy", id, clauses.keySet());
            return false;
        }
        if (clause.outOfScope().isPresent()) {
            violations.add(
                    at.place(key),
                    at.pathOf(key),
                    "the clause " + id + " is marked as out of scope",
                    "name another clause, or give that one a summary instead");
        }
        return clause.outOfScope().isEmpty();
    }

    private void checkRule(TableSpec table, Rule rule, MapReader at) {
        List<PurposeTerms> terms = rule.purposes().stream()
                .filter(purposes::containsKey)
                .map(purposes::get)
                .toList();
        // Judged only when every purpose could be read, or the messages would mislead.
        if (terms.size() < rule.purposes().size() || terms.isEmpty()) {
            return;
        }
        checkVault(table, rule, at);
        boolean known = checkClause(at, "clause", rule.clause());
        List<String> allowed =
                terms.stream().flatMap(t -> t.clauses().stream()).distinct().toList();
        if (known && !allowed.contains(rule.clause())) {
            violations.add(
                    at.place("clause"),
                    at.pathOf("clause"),
                    "the clause " + rule.clause() + " belongs to none of the rule's purposes",
                    Violations.suggestion(rule.clause(), allowed) + " (or add it to a purpose)");
        }
        checkRetention(table, rule, terms, at);
        boolean pseudonym = rule.form() == Form.TOKEN || rule.form() == Form.ENCRYPT;
        if (pseudonym && rule.dataClass() == DataClass.OTHER) {
            violations.add(
                    at.place("class"),
                    at.pathOf("class"),
                    "a column kept as " + PolicyReader.label(rule.form()) + " is not of the class other",
                    "write pseudonymous, or personal");
        }
    }

    private void checkVault(TableSpec table, Rule rule, MapReader at) {
        if (table.vault() == Vault.INGEST) {
            // The program's own accounts serve the purposes of every vault.
            return;
        }
        for (Purpose purpose : rule.purposes()) {
            Vault vault = purposes.get(purpose).vault();
            if (vault != table.vault()) {
                String own = purposes.entrySet().stream()
                        .filter(entry -> entry.getValue().vault() == table.vault())
                        .map(entry -> entry.getKey().label())
                        .collect(Collectors.joining(", "));
                violations.add(
                        at.place("purposes"),
                        at.pathOf("purposes"),
                        purpose.label() + " belongs to the vault " + vault.label() + ", the table to "
                                + table.vault().label(),
                        "use purposes of the table's vault: " + own);
            }
        }
    }

    private void checkRetention(TableSpec table, Rule rule, List<PurposeTerms> terms, MapReader at) {
        boolean quarantined = table.equals(Tables.QUARANTINE);
        Optional<Term> longest = quarantined
                ? quarantine
                : terms.stream().map(PurposeTerms::retention).reduce(Term::max);
        if (longest.isPresent() && rule.retention().longerThan(longest.get())) {
            violations.add(
                    at.place("retention"),
                    at.pathOf("retention"),
                    rule.retention() + " is longer than the " + longest.get() + " that "
                            + (quarantined ? "quarantine.retention allows" : "the rule's purposes allow"),
                    "shorten it, or lengthen the other");
        }
    }
}
