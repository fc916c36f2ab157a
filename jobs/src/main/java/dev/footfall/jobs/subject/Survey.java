package dev.footfall.jobs.subject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.jobs.door.KnownTokens;
import dev.footfall.jobs.door.StoredToken;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.jobs.warehouse.DayRows;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;

/** What is held of a subject, and who else is concerned. Reads, and changes nothing. */
final class Survey {
    /** Rows in which one column tells the subject. */
    static final class Found {
        private long rows;
        private LocalDate first = LocalDate.MAX;
        private LocalDate last = LocalDate.MIN;

        private void add(LocalDate day) {
            rows++;
            first = day.isBefore(first) ? day : first;
            last = day.isAfter(last) ? day : last;
        }

        long rows() {
            return rows;
        }

        LocalDate first() {
            return first;
        }

        LocalDate last() {
            return last;
        }
    }

    /**
     * A place where something was found.
     *
     * @param table full name of the table
     * @param column the column that tells the subject
     */
    record Place(String table, String column) {}

    /** Of others, more are not told apart. */
    private static final int MOST_OTHERS = 10_000;

    private static final String BROWSER = "browser";
    private static final String ACCOUNT = "account";

    private final Subject subject;
    private final Map<Place, Found> found = new LinkedHashMap<>();
    private final Set<StoredToken> otherBrowsers = new HashSet<>();
    private final Set<StoredToken> otherAccounts = new HashSet<>();
    private final Set<StoredToken> ownBrowsers = new HashSet<>();

    private Survey(Subject subject) {
        this.subject = subject;
    }

    /** Looks through all tables. */
    static Survey of(Subject subject) {
        Survey survey = new Survey(subject);
        survey.hits(Tables.AUDIENCE_HITS, List.of(BROWSER, "person", "cookie_state"));
        survey.hits(Tables.SECURITY_HITS, List.of(ACCOUNT));
        survey.sketches();
        survey.lines();
        return survey;
    }

    private void hits(TableSpec spec, List<String> ofOthers) {
        KnownTokens tokens = subject.tokens();
        String name = spec.fullName();
        List<String> telling = tokens.columns(name);
        Table table = subject.warehouse().table(name);
        Set<String> columns = new java.util.LinkedHashSet<>(telling);
        columns.add("day");
        columns.addAll(ofOthers);
        HitsEdit edit = new HitsEdit(name, tokens);
        DayRows.files(table).forEach((day, files) -> files.stream()
                .filter(file -> edit.reach(file, day) != HitsEdit.Reach.NONE)
                .forEach(file ->
                        DayRows.forEach(table, file, List.copyOf(columns), row -> hit(name, telling, row, day))));
    }

    private void hit(String table, List<String> telling, Record row, LocalDate day) {
        Set<String> by = new HashSet<>();
        for (String column : telling) {
            if (row.getField(column) instanceof byte[] token
                    && subject.tokens().of(table, column, day).contains(StoredToken.of(token))) {
                found.computeIfAbsent(new Place(table, column), place -> new Found())
                        .add(day);
                by.add(column);
            }
        }
        if (by.contains("place_day") || by.contains("ip")) {
            other(table, row, day);
        }
        if (by.contains("person") && row.getField(BROWSER) instanceof byte[] token) {
            add(ownBrowsers, token);
        }
    }

    /** Takes note of a browser or account at the subject's address; a browser that refused its cookie is told by none. */
    private void other(String table, Record row, LocalDate day) {
        boolean audience = table.equals(Tables.AUDIENCE_HITS.fullName());
        if (audience
                && "returned".equals(row.getField("cookie_state"))
                && row.getField(BROWSER) instanceof byte[] token
                && !isOwn(table, BROWSER, day, token)) {
            add(otherBrowsers, token);
        }
        String account = audience ? "person" : ACCOUNT;
        if (audience && row.getField(account) instanceof byte[] token && !isOwn(table, account, day, token)) {
            add(otherAccounts, token);
        }
    }

    private boolean isOwn(String table, String column, LocalDate day, byte[] token) {
        return subject.tokens().columns(table).contains(column)
                && subject.tokens().of(table, column, day).contains(StoredToken.of(token));
    }

    private static void add(Set<StoredToken> tokens, byte[] token) {
        if (tokens.size() < MOST_OTHERS) {
            tokens.add(StoredToken.of(token));
        }
    }

    private void sketches() {
        SketchEdit edit = new SketchEdit(subject.identifiers(), subject.keys(), subject.policy());
        each(Tables.NETWORK_HOURLY, edit.columns(), (row, day) -> {
            if (edit.reaches(day) && edit.fate(row) == SketchEdit.Fate.CHANGES) {
                found.computeIfAbsent(
                                new Place(Tables.NETWORK_HOURLY.fullName(), SketchEdit.COLUMN), place -> new Found())
                        .add(day);
            }
        });
    }

    private void lines() {
        QuarantineEdit edit = subject.quarantine();
        each(Tables.QUARANTINE, edit.columns(), (row, day) -> {
            if (edit.finding(row) == QuarantineEdit.Finding.NAMED) {
                found.computeIfAbsent(new Place(Tables.QUARANTINE.fullName(), "line"), place -> new Found())
                        .add(day);
            }
        });
    }

    private void each(TableSpec spec, List<String> columns, java.util.function.BiConsumer<Record, LocalDate> rows) {
        Table table = subject.warehouse().table(spec.fullName());
        DayRows.files(table)
                .forEach((day, files) ->
                        files.forEach(file -> DayRows.forEach(table, file, columns, row -> rows.accept(row, day))));
    }

    /** What was found, by table and column. */
    Map<Place, Found> found() {
        return found;
    }

    /** Open cases that hold rows of the subject, with how many. */
    SortedMap<String, Long> cases() {
        if (!Files.isDirectory(subject.warehouse().directory().resolve("holds"))) {
            return new TreeMap<>();
        }
        return Holds.of(subject.warehouse(), subject.keys()).matching(this::names);
    }

    private boolean names(String table, JsonNode row) {
        LocalDate day = LocalDate.parse(row.path("day").asText());
        return subject.tokens().columns(table).stream()
                .anyMatch(column -> row.has(column)
                        && subject.tokens()
                                .of(table, column, day)
                                .contains(StoredToken.of(
                                        HexFormat.of().parseHex(row.get(column).asText()))));
    }

    /** What whoever decides should know, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!otherBrowsers.isEmpty() || !otherAccounts.isEmpty()) {
            notes.add("the address is shared: hits from it have " + many(otherBrowsers, "other browser") + " and "
                    + many(otherAccounts, "other account") + ", and what is done to the address is done to theirs");
        }
        boolean ofAccount = subject.identifiers().stream().anyMatch(one -> one.kind() == Kind.ACCOUNT);
        if (ofAccount && !ownBrowsers.isEmpty()) {
            notes.add("the account was used in " + many(ownBrowsers, "browser")
                    + "; what these did while nobody was signed in is found by --cookie only");
        }
        cases().forEach((id, rows) ->
                notes.add("case " + id + " holds " + rows + " rows of this; they stay until 'footfall hold release'"));
        subject.tokens()
                .closed()
                .forEach(closed -> notes.add(
                        "the key of " + closed + " is gone, so nobody can be found there any more, by anyone"));
        return notes;
    }

    private static String many(Set<StoredToken> tokens, String what) {
        String number = tokens.size() >= MOST_OTHERS ? "more than " + MOST_OTHERS : String.valueOf(tokens.size());
        return number + " " + what + (tokens.size() == 1 ? "" : "s");
    }
}
