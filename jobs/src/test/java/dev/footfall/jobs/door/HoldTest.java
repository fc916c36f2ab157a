package dev.footfall.jobs.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.hold.HeldCase;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a case holds stays, is unreadable without its key, and ends with the case. */
class HoldTest {
    private static final String LINE = "%s - %s [%s:08:00:00 +0000] \"GET %s HTTP/1.1\" 200 10 \"-\" \"curl/8\"\n";

    @TempDir
    Path temp;

    @BeforeEach
    void ingest() {
        String log = LINE.formatted("198.51.100.23", "ada", "14/Oct/2025", "/a")
                + LINE.formatted("198.51.100.23", "ada", "15/Oct/2025", "/b")
                + LINE.formatted("203.0.113.9", "-", "15/Oct/2025", "/?q=1%20union%20select%20password%20from%20users")
                + LINE.formatted("203.0.113.10", "-", "15/Oct/2025", "/c");
        Cli.ingest(warehouse(), "--site", "shop", Samples.write(temp.resolve("a.log"), log));
    }

    private Path warehouse() {
        return temp.resolve("w");
    }

    private Cli.Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", warehouse()));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    private Cli.Run add(Object... arguments) {
        List<Object> all = new ArrayList<>(
                List.of("hold", "add", "--case", "12-C-4711", "--basis", "legal-process", "--output", "json"));
        all.addAll(List.of(arguments));
        return run(all.toArray());
    }

    /** Token of the account on the first day, hexadecimal. */
    private String account() {
        return Stored.in(warehouse(), Tables.SECURITY_HITS).rows().stream()
                .filter(row -> row.getField("account") != null)
                .map(row -> HexFormat.of().formatHex((byte[]) row.getField("account")))
                .findFirst()
                .orElseThrow();
    }

    private Holds holds() {
        Path keys = warehouse().resolve("keys");
        return Holds.of(Warehouse.open(warehouse()), KeyStore.open(keys, MasterKey.of(System.getenv(), keys)));
    }

    private List<JsonNode> held(String table) {
        List<JsonNode> rows = new ArrayList<>();
        HeldCase open = holds().find("12-C-4711").orElseThrow();
        holds().forEach(open, (name, row) -> {
            if (name.equals(table)) {
                rows.add(row);
            }
        });
        return rows;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(warehouse().resolve("holds"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void copiesTheRowsOfATokenUnderAKeyOfTheCase() throws IOException {
        String token = account();

        Cli.Run run = add("--token", token);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("table", "security.hits")
                .containsEntry("rows", 2)
                .containsEntry("first_day", "2025-10-14")
                .containsEntry("last_day", "2025-10-15"));
        assertThat(held("security.hits"))
                .extracting(
                        row -> row.get("day").asText() + " " + row.get("path").asText())
                .containsExactlyInAnyOrder("2025-10-14 /a", "2025-10-15 /b");
        assertThat(held("security.hits"))
                .allSatisfy(row -> assertThat(row.get("account").asText()).isEqualTo(token));
        for (Path file : files()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain("shop", "12-C-4711", "\"day\"", token);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(run("ledger", "list", "--command", "hold add", "--output", "json")
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("case", "12-C-4711")
                        .containsEntry("basis", "legal-process")
                        .containsEntry("tables", "security.hits")
                        .containsEntry("rows", 2))
                .satisfies(row -> assertThat(row.toString()).doesNotContain(token));
    }

    @Test
    void findsTheRowsOfIdentifiersInEachTable() {
        byte[] lines = "kind,value\naccount,ADA\n".getBytes(StandardCharsets.UTF_8);
        Object[] arguments = {
            "--warehouse",
            warehouse(),
            "hold",
            "add",
            "--case",
            "1",
            "--basis",
            "rights",
            "--file",
            "-",
            "--output",
            "json"
        };

        Cli.Run run = Cli.runWithInput(lines, arguments);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows())
                .extracting(row -> row.get("table") + " " + row.get("rows"))
                .containsExactly("audience.hits 2", "security.hits 2");
        assertThat(run.err()).doesNotContain("note:", "ADA");
        Cli.Run typed = add("--ip", "::ffff:203.0.113.9");
        assertThat(typed.rows())
                .extracting(row -> row.get("table") + " " + row.get("rows"))
                .containsExactly("audience.hits 1", "security.hits 1");
        assertThat(typed.err()).contains("note: identifiers on a command line stay in the shell's history");
        Path keys = warehouse().resolve("keys");
        KeyStore.open(keys, MasterKey.of(System.getenv(), keys))
                .destroy(TokenKind.PERSON, Epoch.parse("2025-10").orElseThrow());
        assertThat(add("--account", "ada").err())
                .contains("note: the key of audience.hits.person of 2025-10 is gone, so nobody is found there");
        assertThat(run("ledger", "list", "--command", "hold add", "--output", "json")
                        .out())
                .doesNotContainIgnoringCase("\"ada")
                .doesNotContain("203.0.113.9");
    }

    @Test
    void keepsAddressesBeyondTheirKeyWhenAsked() {
        add("--where", "attack=sqli", "--where", "attack=xss", "--with-addresses");
        Path keys = warehouse().resolve("keys");
        KeyStore.open(keys, MasterKey.of(System.getenv(), keys))
                .destroy(TokenKind.IP_CRYPT, Epoch.parse("2025-Q4").orElseThrow());

        assertThat(held("security.hits"))
                .extracting(row -> row.get("address").asText())
                .containsExactly("203.0.113.9");
        assertThat(add("--from", "2025-10-15", "--with-addresses").err())
                .contains("the addresses of 3 rows cannot be turned back any more");
    }

    @Test
    void saysWhatStaysByTableDaysAndRows() {
        assertThat(Holds.openCases(Warehouse.open(warehouse()))).isEmpty();
        add("--token", account());
        add("--from", "2025-10-15", "--until", "2025-10-16", "--where", "agent_class=tool");

        List<HeldCase> open = Holds.openCases(Warehouse.open(warehouse()));

        assertThat(open).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo("12-C-4711");
            assertThat(one.rows()).containsExactly(Map.entry("security.hits", 5L));
            assertThat(one.bases()).containsExactly("legal-process");
            assertThat(one.note()).startsWith("case 12-C-4711 (legal-process) keeps 5 rows of security.hits;");
        });
        assertThat(holds().covering("security.hits", LocalDate.of(2025, 10, 14), LocalDate.of(2025, 10, 15)))
                .containsExactly(Map.entry("12-C-4711", 1L));
        assertThat(holds().covering("audience.hits", LocalDate.of(2025, 10, 1), LocalDate.of(2025, 11, 1)))
                .isEmpty();
        assertThat(holds().matching((table, row) -> row.path("account").asText().equals(account())))
                .containsExactly(Map.entry("12-C-4711", 3L));
        assertThat(run("hold", "list", "--output", "json").rows())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("rows", 5).containsEntry("last_day", "2025-10-15"))
                .satisfies(row -> assertThat((String) row.get("selection"))
                        .isEqualTo(
                                "1 token | security.hits agent_class=tool; from 2025-10-15 until before 2025-10-16"));
    }

    @Test
    void theCopyStaysWhenTheRowsGo() {
        add("--token", account());
        Object batch = Stored.in(warehouse(), Tables.SECURITY_HITS).only("batch");

        assertThat(run("batches", "undo", batch).code()).isZero();

        assertThat(Stored.in(warehouse(), Tables.SECURITY_HITS).rows()).isEmpty();
        assertThat(held("security.hits")).hasSize(2);
    }

    @Test
    void aReleasedCaseIsGoneWithItsKeyAndCanBeOpenedAgain() throws IOException {
        add("--token", account());
        List<Path> copies = files();

        Cli.Run run = run("hold", "release", "--case", "12-C-4711");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("case 12-C-4711 is released: its key and 2 rows are destroyed");
        assertThat(copies).isNotEmpty().allSatisfy(file -> assertThat(file).doesNotExist());
        try (Stream<Path> keys = Files.list(warehouse().resolve("keys").resolve("holds"))) {
            assertThat(keys).isEmpty();
        }
        assertThat(run("hold", "list", "--output", "json").rows()).isEmpty();
        Cli.Run again = run("hold", "release", "--case", "12-C-4712");
        assertThat(again.code()).isEqualTo(2);
        assertThat(add("--token", account()).code()).isZero();
        assertThat(run("hold", "release", "--case", "12-C-4712").err()).contains("did you mean '12-C-4711'?");
    }

    @Test
    void aReleaseThatWasBrokenOffAfterTheKeyCanBeFinished() throws IOException {
        add("--token", account());
        try (Stream<Path> keys = Files.list(warehouse().resolve("keys").resolve("holds"))) {
            for (Path key : keys.toList()) {
                Files.delete(key);
            }
        }
        assertThat(add("--token", account()).err()).contains("the key of case 12-C-4711 is gone");
        assertThat(run("hold", "list").err()).contains("the key of a held case is gone");

        assertThat(run("hold", "release", "--case", "12-C-4711").code()).isZero();

        assertThat(files()).isEmpty();
    }

    @Test
    void aCopyThatWasBrokenOffLeavesNothingHalf() throws IOException {
        Path ledger = warehouse().resolve("ledger");
        Path aside = Files.move(ledger, temp.resolve("ledger"));
        Files.writeString(ledger, "in the way");

        assertThat(add("--token", account()).code()).isEqualTo(1);

        assertThat(files()).isEmpty();
        Files.delete(ledger);
        Files.move(aside, ledger);
        // As a kill leaves it: some rows, no manifest, not under the case's name.
        Path making = Files.createDirectories(warehouse().resolve("holds").resolve(".making"));
        Files.writeString(making.resolve("security.hits.rows"), "half");
        assertThat(Holds.openCases(Warehouse.open(warehouse()))).isEmpty();
        assertThat(add("--token", account()).code()).isZero();
        assertThat(making).doesNotExist();
        assertThat(held("security.hits")).hasSize(2);
    }

    @Test
    void aChangedOrMovedCopyIsNoticed() throws IOException {
        add("--token", account());
        add("--from", "2025-10-15");
        List<Path> rows =
                files().stream().filter(f -> f.toString().endsWith(".rows")).toList();
        byte[] first = Files.readAllBytes(rows.get(0));
        Files.write(rows.get(0), Files.readAllBytes(rows.get(1)));
        assertThatThrownBy(() -> held("security.hits")).isInstanceOf(UserException.class);
        first[first.length - 1] ^= 1;
        Files.write(rows.get(0), first);
        assertThatThrownBy(() -> held("security.hits"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cannot be read");
    }
}
