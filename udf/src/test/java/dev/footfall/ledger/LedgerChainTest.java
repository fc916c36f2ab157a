package dev.footfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.ledger.LedgerChain.Break;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A changed, missing or reordered entry is found. */
class LedgerChainTest {
    private static final int ENTRIES = 6;

    /** Stands for the keyed digest: what counts is that it depends on every byte. */
    private static final UnaryOperator<byte[]> SEAL =
            line -> LedgerEntry.hash(line).substring(0, 16).getBytes(StandardCharsets.US_ASCII);

    private static SortedMap<Long, byte[]> ledger() {
        SortedMap<Long, byte[]> stored = new TreeMap<>();
        String previous = LedgerEntry.NOTHING;
        for (long number = 1; number <= ENTRIES; number++) {
            Act act = Act.of("report geo", List.of("--by=region"))
                    .purposes(List.of("geography"), List.of("logs.geography"))
                    .tables(List.of("audience.hits"))
                    .rows(number);
            byte[] entry = LedgerEntry.encode(number, Instant.EPOCH.plusSeconds(number), "ada", act, previous, SEAL);
            stored.put(number, entry);
            previous = LedgerEntry.hash(entry);
        }
        return stored;
    }

    private static List<LedgerChain.Finding> verify(SortedMap<Long, byte[]> stored) {
        return LedgerChain.verify(stored, Optional.empty(), SEAL);
    }

    @Test
    void aWholeOneHasNoFindingAndReadsAsWritten() {
        SortedMap<Long, byte[]> stored = ledger();
        assertThat(verify(stored)).isEmpty();
        LedgerEntry third = LedgerEntry.decode(stored.get(3L)).orElseThrow();
        assertThat(third.number()).isEqualTo(3);
        assertThat(third.who()).isEqualTo("ada");
        assertThat(third.act().arguments()).containsExactly("--by=region");
        assertThat(third.act().clauses()).containsExactly("logs.geography");
        assertThat(third.act().rows()).isEqualTo(3);
        assertThat(third.act().caseId()).isNull();
    }

    @Test
    void anActReadsAsItWasWritten() {
        Act act = Act.of("disclose", List.of("--case=C-1", "(2 arguments)"))
                .underCase("C-1", "legal-process")
                .recipient("court")
                .result("00ff")
                .fact("subject", "ab")
                .fact("note", "with \"quotes\"\nand a line");
        byte[] stored = LedgerEntry.encode(1, Instant.EPOCH, "ada", act, LedgerEntry.NOTHING, SEAL);
        assertThat(LedgerEntry.decode(stored).orElseThrow().act()).isEqualTo(act);
    }

    /** Its seal would be taken for a part of it, and so for none. */
    @Test
    void anEntryThatRunsIntoItsSealIsNoEntry() {
        SortedMap<Long, byte[]> stored = ledger();
        byte[] last = stored.get((long) ENTRIES);
        stored.put(
                (long) ENTRIES,
                new String(last, StandardCharsets.UTF_8).replaceFirst("\n", " ").getBytes(StandardCharsets.UTF_8));
        assertThat(verify(stored)).extracting(LedgerChain.Finding::kind).containsExactly(Break.UNREADABLE);
    }

    /** Whatever byte of whatever entry is another, the last one included. */
    @Property
    void anyChangedByteIsFound(
            @ForAll @IntRange(min = 1, max = ENTRIES) int number,
            @ForAll @IntRange(max = 10_000) int at,
            @ForAll @IntRange(min = 1, max = 255) int flip) {
        SortedMap<Long, byte[]> stored = ledger();
        byte[] entry = stored.get((long) number).clone();
        int position = at % (entry.length - 1); // the last byte ends the file, and says nothing
        entry[position] ^= (byte) flip;
        stored.put((long) number, entry);
        assertThat(verify(stored)).isNotEmpty().allMatch(one -> Math.abs(one.number() - number) <= 1);
    }

    @Property
    void aMissingEntryIsFound(@ForAll @IntRange(min = 1, max = ENTRIES - 1) int number) {
        SortedMap<Long, byte[]> stored = ledger();
        stored.remove((long) number);
        assertThat(verify(stored)).extracting(LedgerChain.Finding::kind).containsExactly(Break.MISSING);
        assertThat(verify(stored)).extracting(LedgerChain.Finding::number).containsExactly((long) number);
    }

    @Property
    void entriesThatChangedPlacesAreFound(
            @ForAll @IntRange(min = 1, max = ENTRIES) int a, @ForAll @IntRange(min = 1, max = ENTRIES) int b) {
        SortedMap<Long, byte[]> stored = ledger();
        byte[] first = stored.get((long) a);
        stored.put((long) a, stored.get((long) b));
        stored.put((long) b, first);
        if (a != b) {
            assertThat(verify(stored))
                    .filteredOn(one -> one.kind() == Break.REORDERED)
                    .extracting(LedgerChain.Finding::number)
                    .containsExactlyInAnyOrder((long) a, (long) b);
        }
    }

    @Test
    void whatWasCutOffShowsAgainstAHeadOnly() {
        SortedMap<Long, byte[]> stored = ledger();
        LedgerHead head = new LedgerHead(ENTRIES, LedgerEntry.hash(stored.get((long) ENTRIES)));
        assertThat(LedgerHead.parse(head.toString())).contains(head);
        stored.remove((long) ENTRIES);
        assertThat(verify(stored)).isEmpty();
        assertThat(LedgerChain.verify(stored, Optional.of(head), SEAL))
                .extracting(LedgerChain.Finding::kind)
                .containsExactly(Break.CUT);
    }

    @Test
    void aLedgerWrittenAnewShowsAgainstAHead() {
        SortedMap<Long, byte[]> stored = ledger();
        LedgerHead head = new LedgerHead(4, "0".repeat(64));
        assertThat(LedgerChain.verify(stored, Optional.of(head), SEAL))
                .extracting(LedgerChain.Finding::number)
                .containsExactly(4L);
    }

    @Test
    void withoutTheKeyTheChainIsStillJudged() {
        SortedMap<Long, byte[]> stored = ledger();
        stored.put(
                2L,
                new String(stored.get(2L), StandardCharsets.UTF_8)
                        .replace("ada", "bob")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(LedgerChain.verify(stored, Optional.empty(), null))
                .extracting(LedgerChain.Finding::number)
                .containsExactly(2L);
    }
}
