package dev.footfall.jobs.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.datasketches.hll.HllSketch;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks on a warehouse by somebody who has its files and not its keys, or may read one vault. Each has a control: the
 * same attack on what a weaker program would have written must succeed, or it proves nothing.
 */
class AttackTest {
    private static final LocalDate SEPTEMBER = LocalDate.of(2025, 9, 14);
    private static final LocalDate OCTOBER = LocalDate.of(2025, 10, 14);
    private static final Map<TableSpec, List<String>> TOKENS = Map.of(
            Tables.AUDIENCE_HITS, List.of("person", "browser", "device_day", "place_day"),
            Tables.SECURITY_HITS, List.of("ip", "net", "account", "session", "browser", "agent_token"));

    @TempDir
    static Path temp;

    private static final AttackTable TABLE = new AttackTable();

    @BeforeAll
    static void fill() {
        Cli.ingest(
                warehouse(),
                Samples.write(temp.resolve("a.log"), Visitors.log()),
                "--format",
                "combined_cookie",
                "--final");
        assertThat(Stored.in(warehouse(), Tables.AUDIENCE_HITS).size()).isEqualTo(2 * Visitors.PEOPLE);
    }

    @AfterAll
    static void print() {
        System.out.println(TABLE);
    }

    private static Path warehouse() {
        return temp.resolve("w");
    }

    private static KeyStore keys() {
        Path keys = warehouse().resolve("keys");
        return KeyStore.open(keys, MasterKey.of(Map.of(), keys));
    }

    /** Distinct values of a column on a day, bytes in hexadecimal. */
    private static Set<String> tokens(TableSpec table, String column, LocalDate day) {
        return Stored.in(warehouse(), table).where("day", day).column(column).stream()
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> tokens(TableSpec table, String column) {
        Set<String> both = tokens(table, column, SEPTEMBER);
        both.addAll(tokens(table, column, OCTOBER));
        return both;
    }

    /** Share of the targets for which some guess of some candidate fits. */
    private static double hit(
            Set<String> targets, Collection<byte[]> candidates, Function<byte[], List<String>> guesses) {
        assertThat(targets).isNotEmpty();
        Set<String> found = new HashSet<>();
        for (byte[] candidate : candidates) {
            for (String guess : guesses.apply(candidate)) {
                if (targets.contains(guess)) {
                    found.add(guess);
                }
            }
        }
        return found.size() / (double) targets.size();
    }

    /** Every address of 198.51.0.0/16, as 4 bytes and as text: of all of IPv4, the part in which the visitors are. */
    private static List<byte[]> addresses() {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 1 << 16; i++) {
            byte[] address = {(byte) 198, 51, (byte) (i >> 8), (byte) i};
            all.add(address);
            all.add(("198.51." + (i >> 8) + "." + (i & 0xff)).getBytes(StandardCharsets.US_ASCII));
        }
        return all;
    }

    private static List<byte[]> utf8(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static byte[] address(String text) {
        return Identifiers.address(text).orElseThrow();
    }

    @Test
    void addressesAreNotFoundByTryingAll() {
        Guesses guesses = new Guesses();
        List<byte[]> candidates = addresses();
        Set<String> weak = Visitors.addresses().stream()
                .map(text -> Guesses.weak(address(text)))
                .collect(Collectors.toSet());
        double control = hit(weak, candidates, guesses::of);
        double here = 0;
        for (String column : List.of("place_day", "device_day")) {
            here = Math.max(here, hit(tokens(Tables.AUDIENCE_HITS, column), candidates, guesses::of));
        }
        for (String column : List.of("ip", "net")) {
            here = Math.max(here, hit(tokens(Tables.SECURITY_HITS, column), candidates, guesses::of));
        }
        TABLE.add("all addresses of a range, tried on its tokens", here, control);
        assertThat(control).isEqualTo(1);
        assertThat(here).isZero();
    }

    @Test
    void accountsAndCookiesAreNotFoundByADictionary() {
        Guesses guesses = new Guesses();
        Set<String> weak = Visitors.accounts().stream()
                .map(name -> Guesses.weak(Identifiers.account(name)))
                .collect(Collectors.toSet());
        double control = hit(weak, utf8(Visitors.accounts()), guesses::of);
        double here = Math.max(
                hit(tokens(Tables.AUDIENCE_HITS, "person"), utf8(Visitors.accounts()), guesses::of),
                hit(tokens(Tables.SECURITY_HITS, "account"), utf8(Visitors.accounts()), guesses::of));
        here = Math.max(here, hit(tokens(Tables.AUDIENCE_HITS, "browser"), utf8(Visitors.cookies()), guesses::of));
        TABLE.add("a dictionary of account names and cookies", here, control);
        assertThat(control).isEqualTo(1);
        assertThat(here).isZero();
    }

    /** Who has every other key of the warehouse, but not the one of the kind and epoch. */
    @Test
    void otherKeysOfTheWarehouseDoNotHelp() {
        KeyStore keys = keys();
        TokenKind target = TokenKind.PERSON;
        Epoch epoch = EpochKind.MONTH.of(OCTOBER);
        List<Tokenizer> others = new ArrayList<>();
        keys.keys().forEach(key -> {
            boolean itself = key.kind() == target && key.epoch().equals(epoch);
            boolean tokens = key.kind() != TokenKind.IP_CRYPT && key.kind() != TokenKind.QUARANTINE;
            if (!itself && tokens) {
                others.add(keys.existing(key.kind(), key.epoch()).orElseThrow());
            }
        });
        assertThat(others).hasSizeGreaterThan(10);
        Set<String> targets = tokens(Tables.AUDIENCE_HITS, "person", OCTOBER);
        List<byte[]> names =
                Visitors.accounts().stream().map(Identifiers::account).toList();
        double here = hit(targets, names, name -> others.stream()
                .map(key -> HexFormat.of().formatHex(key.token(name)))
                .toList());
        Tokenizer own = keys.existing(target, epoch).orElseThrow();
        double control = hit(targets, names, name -> List.of(HexFormat.of().formatHex(own.token(name))));
        TABLE.add("tokens computed with all keys but the right one (control: with it)", here, control);
        assertThat(control).isEqualTo(1);
        assertThat(here).isZero();
    }

    @Test
    void noTokenLinksAPersonAcrossEpochsOrVaults() {
        double epochs = 0;
        for (Map.Entry<TableSpec, List<String>> entry : TOKENS.entrySet()) {
            for (String column : entry.getValue()) {
                epochs = Math.max(
                        epochs,
                        shared(tokens(entry.getKey(), column, SEPTEMBER), tokens(entry.getKey(), column, OCTOBER)));
            }
        }
        double control = acrossMonths("quarter");
        TABLE.add(
                "linking a person across months by token (control: epochs of a quarter)",
                acrossMonths("month"),
                control);
        TABLE.add("linking a person across epochs by any token of either vault (control: the same)", epochs, control);
        assertThat(control).isEqualTo(1);
        assertThat(acrossMonths("month")).isZero();
        assertThat(epochs).isZero();

        double vaults = 0;
        for (String audience : TOKENS.get(Tables.AUDIENCE_HITS)) {
            for (String security : TOKENS.get(Tables.SECURITY_HITS)) {
                vaults = Math.max(
                        vaults, shared(tokens(Tables.AUDIENCE_HITS, audience), tokens(Tables.SECURITY_HITS, security)));
            }
        }
        // What a build would have in its security vault that used the audience vault's key for both.
        Tokenizer oneForBoth =
                keys().existing(TokenKind.PERSON, EpochKind.MONTH.of(OCTOBER)).orElseThrow();
        Set<String> weak = Visitors.accounts().stream()
                .map(name -> HexFormat.of().formatHex(oneForBoth.token(Identifiers.account(name))))
                .collect(Collectors.toSet());
        double weakVaults = shared(tokens(Tables.AUDIENCE_HITS, "person", OCTOBER), weak);
        TABLE.add("linking a person across vaults by token (control: one key for both)", vaults, weakVaults);
        assertThat(weakVaults).isEqualTo(1);
        assertThat(vaults).isZero();
    }

    /** Share of persons of October that are found again in November by their token. */
    private static double acrossMonths(String epoch) {
        try {
            Path own = temp.resolve("epoch-" + epoch);
            if (!Files.exists(own)) {
                String policy;
                try (InputStream in = PolicyFile.class.getResourceAsStream("policy.yaml")) {
                    policy = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
                assertThat(policy).contains("epoch: month");
                Files.writeString(temp.resolve(epoch + ".yaml"), policy.replace("epoch: month", "epoch: " + epoch));
                Files.writeString(temp.resolve(epoch + "-footfall.yaml"), "policy: " + epoch + ".yaml\n");
                String log = Visitors.log().replace("/Sep/", "/Nov/");
                Cli.Run run = Cli.run(
                        "--config",
                        temp.resolve(epoch + "-footfall.yaml"),
                        "--warehouse",
                        own,
                        "ingest",
                        Samples.write(temp.resolve(epoch + ".log"), log),
                        "--format",
                        "combined_cookie",
                        "--final");
                assertThat(run.code()).as(run.err()).isZero();
            }
            Stored stored = Stored.in(own, Tables.AUDIENCE_HITS);
            return shared(
                    strings(stored.where("day", OCTOBER).column("person")),
                    strings(stored.where("day", OCTOBER.plusMonths(1)).column("person")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> strings(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static double shared(Set<String> a, Set<String> b) {
        Set<String> both = new HashSet<>(a);
        both.retainAll(b);
        return both.size() / (double) Math.max(1, Math.min(a.size(), b.size()));
    }

    /** Not defended, and said so: who may read two vaults joins their rows by what both hold. */
    @Test
    void rowsOfTwoVaultsJoinBySecondAndStatus() {
        Function<Record, String> key =
                row -> row.getField("ts") + " " + row.getField("status") + " " + row.getField("method");
        Map<String, Integer> security = new HashMap<>();
        Stored.in(warehouse(), Tables.SECURITY_HITS)
                .rows()
                .forEach(row -> security.merge(key.apply(row), 1, Integer::sum));
        List<Record> audience = Stored.in(warehouse(), Tables.AUDIENCE_HITS).rows();
        long joined = audience.stream()
                .filter(row -> Objects.equals(security.get(key.apply(row)), 1))
                .count();
        double here = joined / (double) audience.size();
        TABLE.add("joining rows of two vaults by second and status (not defended)", here, 1);
        assertThat(here).isEqualTo(1);
    }

    @Test
    void rowsOfTwoVaultsDoNotJoinByPosition() {
        List<OffsetDateTime> audience = inFileOrder(Tables.AUDIENCE_HITS);
        List<OffsetDateTime> security = inFileOrder(Tables.SECURITY_HITS);
        double here = samePlace(audience, security);
        List<OffsetDateTime> asLogged =
                audience.stream().sorted(Comparator.naturalOrder()).toList();
        double control = samePlace(
                asLogged, security.stream().sorted(Comparator.naturalOrder()).toList());
        TABLE.add("joining rows of two vaults by position (control: rows as logged)", here, control);
        assertThat(control).isEqualTo(1);
        // Of 120 rows that are shuffled twice one is expected in its place; ten would be one chance in ten million.
        assertThat(here).isLessThan(10.0 / audience.size());
    }

    private static double samePlace(List<OffsetDateTime> a, List<OffsetDateTime> b) {
        assertThat(a).hasSameSizeAs(b);
        int same = 0;
        for (int i = 0; i < a.size(); i++) {
            same += a.get(i).equals(b.get(i)) ? 1 : 0;
        }
        return same / (double) a.size();
    }

    /** Times of rows as they lie in the files, day by day. */
    private static List<OffsetDateTime> inFileOrder(TableSpec spec) {
        Table table = Warehouse.open(warehouse()).table(spec.fullName());
        List<OffsetDateTime> times = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            List<FileScanTask> byDay = new ArrayList<>();
            tasks.forEach(byDay::add);
            byDay.sort(Comparator.comparing(task -> task.file().partition().get(0, Integer.class)));
            for (FileScanTask task : byDay) {
                try (CloseableIterable<Record> rows = Parquet.read(
                                table.io().newInputFile(task.file().location()))
                        .project(table.schema())
                        .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                        .build()) {
                    rows.forEach(row -> times.add((OffsetDateTime) row.getField("ts")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    @Test
    void twoListsOfPartsNeverGiveOneToken() {
        Tokenizer tokenizer =
                keys().existing(TokenKind.PERSON, EpochKind.MONTH.of(OCTOBER)).orElseThrow();
        Random random = new Random(7);
        int collisions = 0;
        int naive = 0;
        int tries = 2_000;
        for (int i = 0; i < tries; i++) {
            byte[] text = new byte[2 + random.nextInt(30)];
            random.nextBytes(text);
            int cut = random.nextInt(text.length);
            int other = (cut + 1 + random.nextInt(text.length - 1)) % text.length;
            collisions += tokens(tokenizer, text, cut).equals(tokens(tokenizer, text, other)) ? 1 : 0;
            naive += joined(text, cut).equals(joined(text, other)) ? 1 : 0;
        }
        TABLE.add(
                "one token for two ways to cut a text (control: joined without lengths)",
                collisions / (double) tries,
                naive / (double) tries);
        assertThat(collisions).isZero();
    }

    /** What a program gives that joins its parts without their lengths. */
    private static String joined(byte[] text, int cut) {
        byte[] first = Arrays.copyOf(text, cut);
        byte[] second = Arrays.copyOfRange(text, cut, text.length);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return Guesses.weak(both);
    }

    private static String tokens(Tokenizer tokenizer, byte[] text, int cut) {
        byte[] first = Arrays.copyOf(text, cut);
        byte[] second = Arrays.copyOfRange(text, cut, text.length);
        return HexFormat.of().formatHex(tokenizer.token(first, second));
    }

    /** Whether somebody was among the visitors of a network's hour: adding them again leaves the sketch as it is. */
    @Test
    void aSketchDoesNotTellWhoIsInIt() {
        Guesses guesses = new Guesses();
        List<byte[]> members =
                Visitors.addresses().stream().map(AttackTest::address).toList();
        List<byte[]> strangers = new ArrayList<>();
        for (int i = 0; i < Visitors.PEOPLE; i++) {
            strangers.add(new byte[] {(byte) 203, 0, 113, (byte) i});
        }
        List<HllSketch> stored = new ArrayList<>();
        Stored.in(warehouse(), Tables.NETWORK_HOURLY).rows().forEach(row -> {
            ByteBuffer bytes = ((ByteBuffer) row.getField("addresses")).duplicate();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            stored.add(HllSketch.heapify(copy));
        });
        assertThat(stored).isNotEmpty();
        HllSketch weak = new HllSketch(12);
        members.forEach(member -> weak.update(HexFormat.of().parseHex(Guesses.weak(member))));

        double here = advantage(stored, members, strangers, guesses);
        double control = advantage(List.of(weak), members, strangers, guesses);
        TABLE.add("telling a sketch's members from strangers (advantage over guessing)", here, control);
        assertThat(control).isGreaterThan(0.9);
        assertThat(here).isLessThan(0.1);
    }

    private static double advantage(
            List<HllSketch> sketches, List<byte[]> members, List<byte[]> strangers, Guesses guesses) {
        return Math.abs(share(sketches, members, guesses) - share(sketches, strangers, guesses));
    }

    private static double share(List<HllSketch> sketches, List<byte[]> addresses, Guesses guesses) {
        int held = 0;
        for (byte[] address : addresses) {
            held += guesses.of(address).stream()
                            .anyMatch(guess -> sketches.stream().anyMatch(sketch -> unchanged(sketch, guess)))
                    ? 1
                    : 0;
        }
        return held / (double) addresses.size();
    }

    private static boolean unchanged(HllSketch sketch, String token) {
        HllSketch copy = sketch.copy();
        copy.update(HexFormat.of().parseHex(token));
        return Arrays.equals(copy.toCompactByteArray(), sketch.toCompactByteArray());
    }

    /** Who may read a vault and sends a line with a name learns the token of that name; not of an address. */
    @Test
    void chosenLinesTellTheTokensOfGuessedNamesAlone() {
        Path own = temp.resolve("chosen");
        StringBuilder log = new StringBuilder(Visitors.log());
        String mine = "203.0.113.66";
        for (int i = 0; i < Visitors.PEOPLE; i++) {
            // The attacker's own address; the name is the victim's. A forged header is no part of this log's client.
            log.append(Visitors.line(600 + i, "14/Oct/2025", mine, Visitors.account(i), "mine" + i));
        }
        Cli.ingest(
                own,
                Samples.write(temp.resolve("chosen.log"), log.toString()),
                "--format",
                "combined_cookie",
                "--final");
        List<Record> october =
                Stored.in(own, Tables.AUDIENCE_HITS).where("day", OCTOBER).rows();
        Set<Object> ofAttacker = new HashSet<>();
        Set<Object> ofVictims = new HashSet<>();
        Set<Object> placesOfAttacker = new HashSet<>();
        Set<Object> placesOfVictims = new HashSet<>();
        for (Record row : october) {
            boolean sent = ((OffsetDateTime) row.getField("ts")).getMinute() >= 10;
            (sent ? ofAttacker : ofVictims).add(Stored.value(row, "person"));
            (sent ? placesOfAttacker : placesOfVictims).add(Stored.value(row, "place_day"));
        }
        assertThat(ofVictims).hasSize(Visitors.PEOPLE);
        ofVictims.retainAll(ofAttacker);
        double names = ofVictims.size() / (double) Visitors.PEOPLE;
        placesOfVictims.retainAll(placesOfAttacker);
        TABLE.add("chosen lines: tokens of account names that are guessed (not defended)", names, 1);
        TABLE.add(
                "chosen lines: tokens of others' addresses (control: names)",
                placesOfVictims.size() / (double) Visitors.PEOPLE,
                names);
        assertThat(names).isEqualTo(1);
        assertThat(placesOfVictims).isEmpty();
    }

    /** What is left after {@code retain}, in every data file on the disk, whether a table names it or not. */
    @Test
    void nothingIsLeftOfRowsWhoseTermIsOver() throws IOException {
        Path own = temp.resolve("retained");
        Cli.ingest(
                own,
                Samples.write(temp.resolve("retained.log"), Visitors.log()),
                "--format",
                "combined_cookie",
                "--final");
        Set<String> gone = new TreeSet<>();
        for (String column : TOKENS.get(Tables.SECURITY_HITS)) {
            Stored.in(own, Tables.SECURITY_HITS).column(column).forEach(value -> gone.add(String.valueOf(value)));
        }
        double control = left(own, gone);
        Cli.Run run = Cli.run("--warehouse", own, "retain", "--as-of", "2026-03-01");
        assertThat(run.code()).as(run.err()).isZero();
        double here = left(own, gone);
        TABLE.add("remains of rows after retain (control: before it)", here, control);
        assertThat(control).isEqualTo(1);
        assertThat(here).isZero();
    }

    /** Share of tokens that stand in some data file. */
    private static double left(Path directory, Set<String> tokens) throws IOException {
        Set<String> found = new HashSet<>();
        Warehouse warehouse = Warehouse.open(directory);
        for (String file : Stored.dataFiles(directory)) {
            for (TableSpec spec : List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS)) {
                if (file.contains("/" + spec.vault().label() + "/" + spec.name() + "/")) {
                    Table table = warehouse.table(spec.fullName());
                    try (CloseableIterable<Record> rows = Parquet.read(
                                    table.io().newInputFile("file://" + file))
                            .project(table.schema())
                            .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                            .build()) {
                        rows.forEach(row -> TOKENS.get(spec)
                                .forEach(column -> found.add(String.valueOf(Stored.value(row, column)))));
                    }
                }
            }
        }
        found.retainAll(tokens);
        return found.size() / (double) tokens.size();
    }

    @Test
    void aDestroyedKeyComputesNoToken() {
        Path own = temp.resolve("destroyed");
        Cli.ingest(
                own,
                Samples.write(temp.resolve("destroyed.log"), Visitors.log()),
                "--format",
                "combined_cookie",
                "--final");
        Path keys = own.resolve("keys");
        Epoch october = EpochKind.MONTH.of(OCTOBER);
        Set<String> persons = Stored.in(own, Tables.AUDIENCE_HITS).where("day", OCTOBER).column("person").stream()
                .map(String::valueOf)
                .collect(Collectors.toSet());
        double control = recomputed(keys, october, persons);
        KeyStore.open(keys, MasterKey.of(Map.of(), keys)).destroy(TokenKind.PERSON, october);
        double here = recomputed(keys, october, persons);
        TABLE.add("tokens computed from an identifier after its key was destroyed (control: before)", here, control);
        assertThat(control).isEqualTo(1);
        assertThat(here).isZero();
        assertThat(Stored.in(own, Tables.AUDIENCE_HITS).where("day", OCTOBER).column("person"))
                .as("rows stay")
                .doesNotContainNull();
    }

    private static double recomputed(Path keys, Epoch epoch, Set<String> tokens) {
        Optional<Tokenizer> key =
                KeyStore.open(keys, MasterKey.of(Map.of(), keys)).existing(TokenKind.PERSON, epoch);
        if (key.isEmpty()) {
            return 0;
        }
        Set<String> found = Visitors.accounts().stream()
                .map(name -> HexFormat.of().formatHex(key.get().token(Identifiers.account(name))))
                .collect(Collectors.toSet());
        found.retainAll(tokens);
        return found.size() / (double) tokens.size();
    }
}
