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
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who is left of those who were erased, for somebody who has all keys and reads every data file on the disk, whether a
 * table names it or not; and who comes back when logs are read again.
 */
class EraseAttackTest {
    private static final AttackTable TABLE = new AttackTable();
    private static final List<LocalDate> DAYS = List.of(LocalDate.of(2025, 9, 14), LocalDate.of(2025, 10, 14));
    /** Of whom every second asks to be erased. */
    private static final List<Integer> ERASED =
            IntStream.range(0, Visitors.PEOPLE).filter(p -> p % 2 == 0).boxed().toList();

    @TempDir
    Path temp;

    @AfterAll
    static void print() {
        System.out.println(TABLE);
    }

    private Path warehouse() {
        return temp.resolve("w");
    }

    @Test
    void nothingRemainsAndNobodyComesBack() throws IOException {
        Path log = Samples.write(temp.resolve("a.log"), Visitors.log());
        Cli.ingest(warehouse(), log, "--format", "combined_cookie", "--final");
        double before = reached();

        StringBuilder requests = new StringBuilder();
        for (int person : ERASED) {
            requests.append("account,").append(Visitors.account(person)).append('\n');
            requests.append("cookie,").append(Visitors.cookie(person)).append('\n');
        }
        Cli.Run erase = Cli.runWithInput(
                requests.toString().getBytes(StandardCharsets.UTF_8),
                "--warehouse",
                warehouse(),
                "erase",
                "--file",
                "-",
                "--prove");
        assertThat(erase.code()).as(erase.err() + erase.out()).isZero();
        double after = reached();

        readAgain(log);
        double back = reached();
        Files.walk(warehouse().resolve("erasures")).filter(Files::isRegularFile).forEach(EraseAttackTest::delete);
        readAgain(log);
        double backWithoutList = reached();

        TABLE.add("remains of people after erase, in every data file", after, before);
        TABLE.add("return of erased people when logs are read again", back, backWithoutList);
        assertThat(after).isZero();
        assertThat(before).isEqualTo(1);
        assertThat(back).isZero();
        assertThat(backWithoutList).isEqualTo(1);
        assertThat(Stored.in(warehouse(), Tables.NETWORK_HOURLY).sum("hits")).isEqualTo(2 * Visitors.PEOPLE);
    }

    private void readAgain(Path log) {
        Cli.Run again =
                Cli.run("--warehouse", warehouse(), "ingest", "--again", log, "--format", "combined_cookie", "--final");
        assertThat(again.code()).as(again.err()).isZero();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Share of those who asked to be erased of whom some token is in some file. */
    private double reached() throws IOException {
        Path directory = warehouse().resolve("keys");
        KeyStore keys = KeyStore.open(directory, MasterKey.of(Map.of(), directory));
        Set<String> audience = tokens(Tables.AUDIENCE_HITS, List.of("person", "browser"));
        Set<String> security = tokens(Tables.SECURITY_HITS, List.of("account", "session", "browser"));
        long reached = ERASED.stream()
                .filter(person -> DAYS.stream().anyMatch(day -> {
                    Epoch month = EpochKind.MONTH.of(day);
                    Epoch quarter = EpochKind.QUARTER.of(day);
                    byte[] account = Identifiers.account(Visitors.account(person));
                    byte[] cookie = Identifiers.cookie(Visitors.cookie(person));
                    byte[] session = Identifiers.cookie("s" + Visitors.cookie(person));
                    return has(audience, keys, TokenKind.PERSON, month, account)
                            || has(audience, keys, TokenKind.BROWSER, month, cookie)
                            || has(security, keys, TokenKind.ACCOUNT, quarter, account)
                            || has(security, keys, TokenKind.SECURITY_BROWSER, quarter, cookie)
                            || has(security, keys, TokenKind.SESSION, quarter, session);
                }))
                .count();
        return reached / (double) ERASED.size();
    }

    private static boolean has(Set<String> stored, KeyStore keys, TokenKind kind, Epoch epoch, byte[] identifier) {
        return stored.contains(HexFormat.of()
                .formatHex(keys.existing(kind, epoch).orElseThrow().token(identifier)));
    }

    /** Tokens in all data files that lie in the table's directory. */
    private Set<String> tokens(TableSpec spec, List<String> columns) throws IOException {
        Table table = Warehouse.open(warehouse()).table(spec.fullName());
        Schema schema = table.schema().select(columns);
        Set<String> tokens = new HashSet<>();
        try (Stream<Path> walk = Files.walk(Warehouse.path(table.location()))) {
            for (Path file :
                    walk.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                try (CloseableIterable<Record> rows = Parquet.read(
                                table.io().newInputFile(file.toUri().toString()))
                        .project(schema)
                        .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
                        .build()) {
                    rows.forEach(row -> columns.forEach(column -> {
                        if (row.getField(column) instanceof byte[] token) {
                            tokens.add(HexFormat.of().formatHex(token));
                        }
                    }));
                }
            }
        }
        return tokens;
    }
}
