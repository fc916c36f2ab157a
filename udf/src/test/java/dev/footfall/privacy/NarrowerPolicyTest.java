package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.PolicyChange.Effect;
import dev.footfall.table.Form;
import dev.footfall.table.Tables;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Two policies that differ from the bundled one in anything allow together no more than either. */
class NarrowerPolicyTest {
    /** What to find in the bundled policy and what to put there; no two touch the same place. */
    private static final List<List<String>> CHANGES = List.of(
            List.of("    ip: { form: encrypt,", "    ip: { form: token,"),
            List.of(
                    "    city: { form: derive, purposes: [geography, audience]",
                    "    city: { form: derive, purposes: [geography]"),
            List.of(
                    "    region: { form: derive, purposes: [geography, audience]",
                    "    region: { form: derive, purposes: [geography]"),
            List.of(
                    "clause: logs.geography, class: other }\n    network:",
                    "clause: logs.geography, class: personal }\n    network:"),
            List.of("    bytes: { form: keep,", "    bytes: { form: bucket,"),
            List.of("    ts: { form: keep,", "    ts: { form: truncate,"),
            List.of("browser: [ff_id, uid,", "browser: [ff_id, \"shop_*\","),
            List.of("session:\n    [sid,", "session:\n    [uid_s,"),
            List.of("drop: [csrftoken,", "drop: [visits,"),
            List.of("query_keys: [page, p,", "query_keys: [q,"),
            List.of(
                    "preference_keys: [lang, language, locale, theme, currency, \"ab_*\"]",
                    "preference_keys: [lang, ab_colour]"),
            List.of("scrubbers: [card, email,", "scrubbers: [card,"),
            List.of("\nk: 10", "\nk: 5"),
            List.of("signals: [gpc, dnt]", "signals: [gpc]"),
            List.of("excluded_from: [research, sharing,", "excluded_from: [research,"),
            List.of("counted: true", "counted: false"),
            List.of("keys: { daily: 3 days }", "keys: { daily: 1 day }"),
            List.of("retention: 13 months, key_life: 35 days", "retention: 14 months, key_life: with rows"),
            List.of(
                    "    authorisation: false\n    clause: sharing.legal",
                    "    authorisation: true\n    clause: sharing.legal"),
            List.of("datasets: [security.hits, audience.hits]", "datasets: [security.hits, network.hourly]"),
            List.of("  fraud: { clause: sharing.safety }\n", ""),
            List.of("reauthentication: { limit: 14 days", "reauthentication: { limit: 3 hours"));

    @Provide
    Arbitrary<Set<Integer>> changes() {
        return Arbitraries.integers().between(0, CHANGES.size() - 1).set();
    }

    private static PolicyFile policy(Set<Integer> changes) {
        String yaml = PolicyFileTest.BUNDLED;
        for (int change : changes) {
            String find = CHANGES.get(change).get(0);
            assertThat(yaml).contains(find);
            yaml = yaml.replaceFirst(
                    Pattern.quote(find),
                    Matcher.quoteReplacement(CHANGES.get(change).get(1)));
        }
        return PolicyFile.parse(yaml, "site.yaml");
    }

    @Property(tries = 100)
    void isNoWiderThanEither(@ForAll("changes") Set<Integer> first, @ForAll("changes") Set<Integer> second) {
        PolicyFile one = policy(first);
        PolicyFile other = policy(second);
        PolicyFile both = NarrowerPolicy.of(one, other);
        assertThat(PolicyDifference.of(one, both)).noneMatch(change -> change.effect() == Effect.WIDER);
        assertThat(PolicyDifference.of(other, both)).noneMatch(change -> change.effect() == Effect.WIDER);
        assertThat(Tables.ALL).allMatch(CompiledPolicy.ofAllTables(both)::writable);
    }

    @Property(tries = 30)
    void withItselfIsItself(@ForAll("changes") Set<Integer> changes) {
        PolicyFile policy = policy(changes);
        assertThat(PolicyDifference.of(policy, NarrowerPolicy.of(policy, policy)))
                .allMatch(change -> change.subject().equals("version"));
    }

    @Test
    void aColumnForWhichThePurposesShareNothingIsDropped() {
        String person =
                "    person: { form: token, purposes: [audience, research], retention: 25 months, clause: logs.audience";
        PolicyFile audience = PolicyFile.parse(
                PolicyFileTest.changed(person, person.replace("audience, research", "audience")), "a.yaml");
        PolicyFile research = PolicyFile.parse(
                PolicyFileTest.changed(
                        person,
                        person.replace("audience, research", "research").replace("logs.audience", "logs.research")),
                "b.yaml");
        assertThat(CompiledPolicy.ofAllTables(audience).form("audience.hits", "person"))
                .isEqualTo(Form.TOKEN);
        assertThat(CompiledPolicy.ofAllTables(NarrowerPolicy.of(audience, research))
                        .form("audience.hits", "person"))
                .isEqualTo(Form.DROP);
    }
}
