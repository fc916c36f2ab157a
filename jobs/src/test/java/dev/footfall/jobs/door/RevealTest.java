package dev.footfall.jobs.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of addresses are turned back for a case, and not otherwise. */
class RevealTest {
    private static final String LINE = "%s - - [%s:08:00:00 +0000] \"GET / HTTP/1.1\" 200 10 \"-\" \"curl/8\"\n";

    @TempDir
    Path temp;

    @BeforeEach
    void ingest() {
        String log = LINE.formatted("198.51.100.23", "14/Oct/2025")
                + LINE.formatted("198.51.100.23", "15/Oct/2025")
                + LINE.formatted("2001:db8::7", "14/Oct/2025")
                + LINE.formatted("198.51.100.23", "14/Jan/2026");
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

    private Cli.Run reveal(Object... tokens) {
        List<Object> all = new ArrayList<>(List.of("reveal"));
        all.addAll(List.of(tokens));
        all.addAll(List.of("--case", "OPS-311", "--basis", "fraud", "--output", "json"));
        return run(all.toArray());
    }

    /** Distinct tokens of the table, of rows of that day; hexadecimal. */
    private List<String> tokens(String day) {
        TreeSet<String> tokens = new TreeSet<>();
        Stored.in(warehouse(), Tables.SECURITY_HITS).rows().stream()
                .filter(row -> String.valueOf(row.getField("day")).equals(day))
                .forEach(row -> tokens.add(java.util.HexFormat.of().formatHex((byte[]) row.getField("ip"))));
        return List.copyOf(tokens);
    }

    private KeyStore keys() {
        Path keys = warehouse().resolve("keys");
        return KeyStore.open(keys, MasterKey.of(System.getenv(), keys));
    }

    @Test
    void turnsTokensOfSeveralEpochsBackAndNotesItFirst() throws IOException {
        List<Object> both = new ArrayList<>(tokens("2025-10-14"));
        both.addAll(tokens("2026-01-14"));

        Cli.Run run = reveal(both.toArray());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows())
                .extracting(row -> row.get("epoch") + " " + row.get("address") + " " + row.get("hits"))
                .containsExactlyInAnyOrder(
                        "2025-Q4 198.51.100.23 2", "2025-Q4 2001:db8::7 1", "2026-Q1 198.51.100.23 1");
        assertThat(run.rows()).allSatisfy(row -> assertThat(row).containsEntry("checked", true));
        Map<String, Object> noted = run("ledger", "list", "--command", "reveal", "--output", "json")
                .rows()
                .get(0);
        assertThat(noted)
                .containsEntry("case", "OPS-311")
                .containsEntry("basis", "fraud")
                .containsEntry("tables", "security.hits")
                .containsEntry("rows", 3);
        String facts = String.valueOf(noted.get("facts"));
        assertThat(facts).matches("(?s).*tokens.*[0-9a-f]{32}.*");
        try (var files = Files.list(warehouse().resolve("ledger"))) {
            for (Path file : files.toList()) {
                String entry = Files.readString(file, StandardCharsets.UTF_8);
                assertThat(entry).doesNotContain("198.51.100.23", "2001:db8");
                both.forEach(token -> assertThat(entry).doesNotContain(token.toString()));
            }
        }
    }

    @Test
    void takesTokensAsOtherProgramsPrintThem() {
        String token = tokens("2026-01-14").get(0);
        String bytes = token.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?!$)", "$1 ");

        for (String printed : List.of("[" + bytes + "]", "0x" + token, "X'" + token + "'")) {
            assertThat(reveal(printed).rows())
                    .extracting(row -> row.get("address"))
                    .containsExactly("198.51.100.23");
        }
    }

    @Test
    void withoutTheKeyThereIsNoAddress() {
        String gone = tokens("2026-01-14").get(0);
        keys().destroy(TokenKind.IP_CRYPT, Epoch.parse("2026-Q1").orElseThrow());

        Cli.Run run = reveal(gone, tokens("2025-10-15").get(0));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(gone, "the key of 2026-Q1 was destroyed");
        assertThat(run.rows()).extracting(row -> row.get("epoch")).containsExactly("2025-Q4");
    }

    @Test
    void aTokenThatOccursNowhereIsNotTurnedIntoSomeAddress() {
        Cli.Run run = reveal("00112233445566778899aabbccddeeff");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("occurs nowhere in security.hits");
        assertThat(run("ledger", "list", "--command", "reveal", "--output", "json")
                        .rows())
                .isEmpty();
    }

    @Test
    void anIrreversibleTokenIsSaidToBeOneEvenWhereTheEpochHasAKeyOfOtherRows() throws IOException {
        String bundled;
        try (var in = KeyStore.class.getResourceAsStream("policy.yaml")) {
            bundled = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String changed = bundled.replaceFirst("(?m)^( +ip: \\{ form: )encrypt", "$1token");
        assertThat(changed).isNotEqualTo(bundled);
        Path policy = Files.writeString(temp.resolve("policy.yaml"), changed);
        Path config = Files.writeString(temp.resolve("footfall.yaml"), "policy: " + policy + "\n");
        List<String> before = tokens("2025-10-14");
        Path log = Samples.write(temp.resolve("b.log"), LINE.formatted("203.0.113.9", "14/Oct/2025"));
        assertThat(run("ingest", "--config", config, log).code()).isZero();
        List<String> irreversible = new ArrayList<>(tokens("2025-10-14"));
        irreversible.removeAll(before);

        Cli.Run run = reveal(irreversible.get(0));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the policy had addresses kept in the form 'token'");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void noEntryNoAddress() throws IOException {
        Path ledger = warehouse().resolve("ledger");
        try (var files = Files.list(ledger)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(ledger);
        Files.writeString(ledger, "in the way");

        Cli.Run run = reveal(tokens("2026-01-14").get(0));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }
}
