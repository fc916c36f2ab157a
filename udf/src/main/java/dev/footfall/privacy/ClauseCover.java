package dev.footfall.privacy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which clauses something in the policy file carries out. */
final class ClauseCover {
    private ClauseCover() {}

    /** Ids of clauses with a summary that nothing carries out, in the order of the file. */
    static List<String> uncovered(PolicyFile policy) {
        Set<String> named = named(policy);
        Set<String> carriers = new HashSet<>(named);
        carriers.addAll(PolicyReader.carriers());
        List<String> uncovered = new ArrayList<>();
        policy.clauses().forEach((id, clause) -> {
            boolean carried = named.contains(id) || clause.carriedBy().stream().anyMatch(carriers::contains);
            if (clause.outOfScope().isEmpty() && !carried) {
                uncovered.add(id);
            }
        });
        return uncovered;
    }

    /** Ids of the clauses that a purpose, a rule, a recipient, a basis or a limit rests on. */
    private static Set<String> named(PolicyFile policy) {
        Set<String> named = new HashSet<>();
        policy.purposes().values().forEach(terms -> named.addAll(terms.clauses()));
        policy.rules().values().forEach(rules -> rules.values().forEach(rule -> named.add(rule.clause())));
        policy.cookiePurposes().values().forEach(use -> named.add(use.clause()));
        policy.recipients().values().forEach(recipient -> named.add(recipient.clause()));
        named.addAll(policy.legalBases().values());
        policy.reauthentication().ifPresent(limit -> named.add(limit.clause()));
        return named;
    }
}
