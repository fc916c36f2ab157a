package dev.footfall.jobs.door;

import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.iceberg.data.Record;

/** The tokens of identifiers, in each column that can hold them and each epoch whose key lives. */
public final class KnownTokens {
    /** A column with tokens of a kind of identifier. */
    private record Column(String table, String name, Kind of, List<TokenKind> kinds) {}

    private record Place(TokenKind kind, Epoch epoch) {}

    private record Day(String table, String column, LocalDate day) {}

    private static final String AUDIENCE = Tables.AUDIENCE_HITS.fullName();
    private static final String SECURITY = Tables.SECURITY_HITS.fullName();

    private static final List<Column> COLUMNS = List.of(
            new Column(AUDIENCE, "person", Kind.ACCOUNT, List.of(TokenKind.PERSON)),
            new Column(AUDIENCE, "browser", Kind.COOKIE, List.of(TokenKind.BROWSER)),
            new Column(AUDIENCE, "place_day", Kind.ADDRESS, List.of(TokenKind.PLACE_DAY)),
            new Column(SECURITY, "ip", Kind.ADDRESS, List.of(TokenKind.IP_CRYPT, TokenKind.IP)),
            new Column(SECURITY, "account", Kind.ACCOUNT, List.of(TokenKind.ACCOUNT)),
            new Column(SECURITY, "session", Kind.COOKIE, List.of(TokenKind.SESSION)),
            new Column(SECURITY, "browser", Kind.COOKIE, List.of(TokenKind.SECURITY_BROWSER)));

    private final List<GivenIdentifier> identifiers;
    private final KeyStore keys;
    private final PolicyVersions policy;
    private final Map<Place, Set<StoredToken>> tokens = new HashMap<>();
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Map<Day, Set<StoredToken>> days = new HashMap<>();
    private final SortedSet<String> closed = new TreeSet<>();

    /** Looks by the versions of the policy, for an epoch is as long as the policy of its day said. */
    public KnownTokens(Collection<GivenIdentifier> identifiers, KeyStore keys, PolicyVersions policy) {
        this.identifiers = List.copyOf(identifiers);
        this.keys = keys;
        this.policy = policy;
    }

    /** The columns of a table that can hold tokens of these identifiers. */
    public List<String> columns(String table) {
        return columns.computeIfAbsent(table, name -> COLUMNS.stream()
                .filter(column -> column.table().equals(name) && has(column.of()))
                .map(Column::name)
                .toList());
    }

    private boolean has(Kind kind) {
        return identifiers.stream().anyMatch(identifier -> identifier.kind() == kind);
    }

    /** Tokens of the identifiers in a column of hits of a day; none when the key of its epoch is gone. */
    public Set<StoredToken> of(String table, String column, LocalDate day) {
        return days.computeIfAbsent(new Day(table, column, day), this::ofDay);
    }

    private Set<StoredToken> ofDay(Day at) {
        String table = at.table;
        String column = at.column;
        LocalDate day = at.day;
        Column wanted = COLUMNS.stream()
                .filter(one -> one.table().equals(table) && one.name().equals(column))
                .findFirst()
                .orElseThrow();
        Set<StoredToken> found = new HashSet<>();
        boolean any = false;
        for (TokenKind kind : wanted.kinds()) {
            Epoch epoch = epoch(kind, day);
            found.addAll(tokens.computeIfAbsent(new Place(kind, epoch), place -> tokens(wanted.of(), place)));
            any |= living(kind, epoch);
        }
        if (!any) {
            TokenKind kind = wanted.kinds().get(0);
            closed.add(table + "." + column + " of " + epoch(kind, day).label());
        }
        return found;
    }

    private Epoch epoch(TokenKind kind, LocalDate day) {
        return policy.on(day).epoch(kind).of(day);
    }

    private boolean living(TokenKind kind, Epoch epoch) {
        return kind == TokenKind.IP_CRYPT
                ? keys.existingIpcrypt(epoch).isPresent()
                : keys.existing(kind, epoch).isPresent();
    }

    private Set<StoredToken> tokens(Kind of, Place place) {
        Set<StoredToken> found = new HashSet<>();
        for (GivenIdentifier identifier : identifiers) {
            if (identifier.kind() == of) {
                for (byte[] form : identifier.forms()) {
                    if (place.kind == TokenKind.IP_CRYPT) {
                        keys.existingIpcrypt(place.epoch)
                                .ifPresent(crypt -> found.add(StoredToken.of(crypt.encrypt(Identifiers.mapped(form)))));
                    } else {
                        keys.existing(place.kind, place.epoch)
                                .ifPresent(made -> found.add(StoredToken.of(made.token(form))));
                    }
                }
            }
        }
        return found;
    }

    /** Hands over every token of the identifiers for which there is a key, with words for what it is. */
    public void living(BiConsumer<String, byte[]> action) {
        for (KeyInfo key : keys.keys()) {
            boolean lives = key.state() == KeyInfo.State.LIVING;
            COLUMNS.stream()
                    .filter(column -> lives && column.kinds().contains(key.kind()))
                    .forEach(column -> tokens(column.of(), new Place(key.kind(), key.epoch()))
                            .forEach(token -> action.accept(
                                    "token of " + column.table() + "." + column.name() + " in "
                                            + key.epoch().label(),
                                    token.array())));
        }
    }

    /** Whether a row has one of the tokens. */
    public boolean names(Record row, String table) {
        LocalDate day = (LocalDate) row.getField("day");
        for (String column : columns(table)) {
            if (row.getField(column) instanceof byte[] token
                    && of(table, column, day).contains(StoredToken.of(token))) {
                return true;
            }
        }
        return false;
    }

    /** The rows of each table that have one of the tokens. */
    public List<RowChoice> choices() {
        List<RowChoice> choices = new ArrayList<>();
        for (TableSpec table : List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS)) {
            List<String> columns = new ArrayList<>(columns(table.fullName()));
            if (!columns.isEmpty()) {
                columns.add("day");
                choices.add(new RowChoice(table, columns, day -> true, row -> names(row, table.fullName())));
            }
        }
        return choices;
    }

    /** {@code 2 identifiers}. */
    public String words() {
        return identifiers.size() + (identifiers.size() == 1 ? " identifier" : " identifiers");
    }

    /** Columns and epochs, of those that were asked for, whose key is gone: there nobody can be found. */
    public SortedSet<String> closed() {
        return closed;
    }
}
