package dev.footfall.jobs.subject;

import dev.footfall.jobs.warehouse.RowEdit;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;

/**
 * Empties sketches of addresses that may hold one of the identifiers; the row's counts stay. A sketch may hold an address
 * when adding its token changes nothing: so does the one that had it, and by chance some that had not. Where the key of
 * the month is gone nobody can tell, and the sketch stays.
 */
final class SketchEdit implements RowEdit {
    static final String COLUMN = "addresses";

    private final List<byte[]> addresses = new ArrayList<>();
    private final KeyStore keys;
    private final PolicyVersions policy;
    private final Map<Epoch, List<byte[]>> tokens = new HashMap<>();

    SketchEdit(Collection<GivenIdentifier> identifiers, KeyStore keys, PolicyVersions policy) {
        identifiers.stream().filter(one -> one.kind() == Kind.ADDRESS).forEach(one -> addresses.addAll(one.forms()));
        this.keys = keys;
        this.policy = policy;
    }

    @Override
    public List<String> columns() {
        return List.of("batch", "day", COLUMN);
    }

    @Override
    public Reach reach(DataFile file, LocalDate day) {
        return reaches(day) ? Reach.SOME : Reach.NONE;
    }

    /** Whether a sketch of that day can be asked. */
    boolean reaches(LocalDate day) {
        return !tokens(day).isEmpty();
    }

    private List<byte[]> tokens(LocalDate day) {
        return tokens.computeIfAbsent(
                policy.on(day).epoch(TokenKind.ADDRESS_SKETCH).of(day), epoch -> {
                    Optional<Tokenizer> key = keys.existing(TokenKind.ADDRESS_SKETCH, epoch);
                    return key.isEmpty()
                            ? List.of()
                            : addresses.stream()
                                    .map(address -> key.get().token(address))
                                    .toList();
                });
    }

    @Override
    public Fate fate(Record row) {
        return row.getField(COLUMN) instanceof ByteBuffer sketch && mayHold(sketch, (LocalDate) row.getField("day"))
                ? Fate.CHANGES
                : Fate.STAYS;
    }

    private boolean mayHold(ByteBuffer stored, LocalDate day) {
        byte[] bytes = new byte[stored.remaining()];
        stored.duplicate().get(bytes);
        HllSketch sketch = HllSketch.heapify(Memory.wrap(bytes));
        if (sketch.isEmpty()) {
            return false;
        }
        byte[] before = sketch.toCompactByteArray();
        for (byte[] token : tokens(day)) {
            sketch.update(token);
            if (Arrays.equals(before, sketch.toCompactByteArray())) {
                return true;
            }
            sketch = HllSketch.heapify(Memory.wrap(bytes));
        }
        return false;
    }

    @Override
    public void change(Record row) {
        row.setField(COLUMN, null);
    }
}
