package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.footfall.privacy.PolicyChange.Effect;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDifferenceTest {
    private static final PolicyFile BUNDLED = PolicyFile.bundled();

    private static PolicyFile changed(String find, String replace) {
        return PolicyFile.parse(PolicyFileTest.changed(find, replace), "site.yaml");
    }

    @Test
    void aPolicyDoesNotDifferFromItself() {
        assertThat(PolicyDifference.of(BUNDLED, PolicyFile.bundled())).isEmpty();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '\u0001', textBlock = """
                    retention: 90 days, clause: logs.abuse, class: personal; retention: 30 days, clause: logs.abuse, class: personal; security.hits.ip; kept shorter; NARROWER; 90 days before, 30 days now
                    ip: { form: encrypt; ip: { form: token; security.hits.ip; kept less; NARROWER; encrypt before, token now
                    city: { form: derive, purposes: [geography, audience]; city: { form: derive, purposes: [geography, audience, research]; audience.hits.city; for other purposes; WIDER; added: research
                    retention: 13 months, key_life; retention: 14 months, key_life; purpose diagnose; kept longer; WIDER; 13 months before, 14 months now
                    epoch: month, retention: 13 months; epoch: quarter, retention: 13 months; purpose diagnose; recognised longer; WIDER; a pseudonym stays the same for a month before, a quarter now
                    retention: 13 months, key_life: 35 days; retention: 13 months, key_life: 5 days; purpose diagnose; keys live shorter; NARROWER; 35 days before, 5 days now
                    browser: [ff_id, uid,; browser: [ff_id,; cookie uid; kept less; NARROWER; browser before, drop now
                    query_keys: [page,; query_keys: [page, q,; query parameters; kept more; WIDER; added: q
                    scrubbers: [card, email,; scrubbers: [card,; scrubbers; scrubbed less; WIDER; removed: email
                    k: 10; k: 9; k; released more; WIDER; a released cell rests on 10 browsers before, 9 now
                    noise: { month: "1"; noise: { month: "1.5"; noise; released more; WIDER; ρ 1 a month, 0.02 a day, 10 cells before, ρ 1.5 a month, 0.02 a day, 10 cells now
                    cells: 10; cells: 5; noise; released otherwise; SAME; ρ 1 a month, 0.02 a day, 10 cells before, ρ 1 a month, 0.02 a day, 5 cells now
                    quarantine: { retention: 14 days; quarantine: { retention: 15 days; quarantine; kept longer; WIDER; 14 days before, 15 days now
                    signals: [gpc, dnt]; signals: [gpc]; opt-out signals; heard less; WIDER; removed: dnt
                    excluded_from: [research, sharing; excluded_from: [sharing; opted-out browsers; kept out of less; WIDER; removed: research
                    counted: true; counted: false; opted-out browsers; not counted; NARROWER; in totals
                    roles: [browser, preference]; roles: [browser, preference, session]; cookies for research; for other purposes; WIDER; added: session
                    datasets: [security.hits, audience.hits]; datasets: [security.hits]; recipient authority; shared less; NARROWER; removed: audience.hits
                    \\n  rights: { clause: sharing.legal }; ; legal basis rights; removed; NARROWER;
                    limit: 14 days; limit: 20 days; re-authentication; asked later; WIDER; 14 days before, 20 days now
                    """)
    void saysWhatAChangeMeans(
            String find, String replace, String subject, String change, Effect effect, String detail) {
        List<PolicyChange> changes = PolicyDifference.of(BUNDLED, changed(find, replace));
        assertThat(changes).containsExactly(new PolicyChange(subject, change, effect, detail == null ? "" : detail));
    }

    @Test
    void theContraryChangeHasTheContraryEffect() {
        PolicyFile sample = PolicyFile.load(Path.of("..", "data-samples", "policy.yaml"));
        List<PolicyChange> there = PolicyDifference.of(BUNDLED, sample);
        List<PolicyChange> back = PolicyDifference.of(sample, BUNDLED);
        assertThat(count(there, Effect.WIDER)).isPositive().isEqualTo(count(back, Effect.NARROWER));
        assertThat(count(there, Effect.NARROWER)).isPositive().isEqualTo(count(back, Effect.WIDER));
        assertThat(there).isSortedAccordingTo((a, b) -> a.effect().compareTo(b.effect()));
    }

    private static long count(List<PolicyChange> changes, Effect effect) {
        return changes.stream().filter(change -> change.effect() == effect).count();
    }

    @Test
    void aNewRecipientIsWider() {
        assertThat(PolicyDifference.of(BUNDLED, changed("  buyer:\n", "  successor:\n")))
                .extracting(PolicyChange::subject, PolicyChange::effect)
                .containsExactly(tuple("recipient successor", Effect.WIDER), tuple("recipient buyer", Effect.NARROWER));
    }
}
