package dev.footfall.jobs.door;

import dev.footfall.jobs.warehouse.RowEdit;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.OptOutList;
import dev.footfall.privacy.OptOutList.Kind;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;

/**
 * Marks the rows of {@code audience.hits} of those who opted out, in the epochs whose keys live; in others nobody can be
 * found any more.
 */
final class OptOutEdit implements RowEdit {
    private static final String OPT_OUT = "opt_out";
    private static final Map<String, TokenKind> COLUMNS =
            Map.of("person", TokenKind.PERSON, "browser", TokenKind.BROWSER, "place_day", TokenKind.PLACE_DAY);

    private final Collection<OptOutList.Entry> entries;
    private final KeyStore keys;
    private final CompiledPolicy policy;
    private final Map<String, Map<Epoch, Set<StoredToken>>> tokens = new HashMap<>();

    OptOutEdit(Collection<OptOutList.Entry> entries, KeyStore keys, CompiledPolicy policy) {
        this.entries = List.copyOf(entries);
        this.keys = keys;
        this.policy = policy;
        COLUMNS.keySet().forEach(column -> tokens.put(column, new HashMap<>()));
    }

    @Override
    public List<String> columns() {
        return List.of("batch", "day", "person", "browser", "place_day", OPT_OUT);
    }

    @Override
    public Reach reach(DataFile file, LocalDate day) {
        return COLUMNS.keySet().stream().allMatch(column -> of(column, day).isEmpty()) ? Reach.NONE : Reach.SOME;
    }

    @Override
    public Fate fate(Record row) {
        if (Boolean.TRUE.equals(row.getField(OPT_OUT))) {
            return Fate.STAYS;
        }
        LocalDate day = (LocalDate) row.getField("day");
        for (String column : COLUMNS.keySet()) {
            if (row.getField(column) instanceof byte[] token && of(column, day).contains(StoredToken.of(token))) {
                return Fate.CHANGES;
            }
        }
        return Fate.STAYS;
    }

    @Override
    public void change(Record row) {
        row.setField(OPT_OUT, true);
    }

    private Set<StoredToken> of(String column, LocalDate day) {
        TokenKind kind = COLUMNS.get(column);
        return tokens.get(column).computeIfAbsent(policy.epoch(kind).of(day), epoch -> tokens(kind, epoch));
    }

    private Set<StoredToken> tokens(TokenKind kind, Epoch epoch) {
        Kind wanted = kind == TokenKind.PERSON ? Kind.ACCOUNT : kind == TokenKind.BROWSER ? Kind.COOKIE : Kind.ADDRESS;
        Set<StoredToken> found = new HashSet<>();
        Optional<Tokenizer> tokenizer = keys.existing(kind, epoch);
        tokenizer.ifPresent(made -> entries.stream()
                .filter(entry -> entry.kind() == wanted)
                .flatMap(entry -> entry.forms().stream())
                .forEach(form -> found.add(StoredToken.of(made.token(form)))));
        return found;
    }
}
