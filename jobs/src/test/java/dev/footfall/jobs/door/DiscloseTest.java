package dev.footfall.jobs.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case's rows, and no more, go to whom the law or danger asks for. */
class DiscloseTest {
    private static final String LINE = "%s - - [%s:08:00:00 +0000] \"GET %s HTTP/1.1\" 200 10 \"-\" \"curl/8\"\n";

    @TempDir
    static Path temp;

    @BeforeAll
    static void hold() {
        String log = LINE.formatted("198.51.100.23", "14/Oct/2025", "/a")
                + LINE.formatted("198.51.100.23", "14/Oct/2025", "/a")
                + LINE.formatted("198.51.100.23", "15/Oct/2025", "/b")
                + LINE.formatted("203.0.113.9", "15/Oct/2025", "/c");
        Cli.ingest(temp.resolve("w"), "--site", "shop", Samples.write(temp.resolve("a.log"), log));
        String token = Stored.in(temp.resolve("w"), Tables.SECURITY_HITS).rows().stream()
                .filter(row -> row.getField("path").equals("/a"))
                .map(row -> HexFormat.of().formatHex((byte[]) row.getField("ip")))
                .findFirst()
                .orElseThrow();
        String[] legal = {"hold", "add", "--case", "12-C-4711", "--basis", "legal-process", "--token", token};
        assertThat(run((Object[]) legal).code()).isZero();
        List<Object> again = new ArrayList<>(List.of((Object[]) legal));
        again.add("--with-addresses");
        assertThat(run(again.toArray()).code()).isZero();
    }

    private static Cli.Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", temp.resolve("w")));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    private static Cli.Run disclose(String caseId, String basis, String recipient, Path to) {
        return run(
                "disclose",
                "--case",
                caseId,
                "--basis",
                basis,
                "--recipient",
                recipient,
                "--to",
                to,
                "--format",
                "json",
                "--output",
                "json");
    }

    @Test
    void givesTheRowsOfTheCaseOnceWithAManifest() throws IOException {
        Path to = temp.resolve("case");

        Cli.Run run = disclose("12-C-4711", "legal-process", "authority", to);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows()).singleElement().satisfies(row -> assertThat(row).containsEntry("rows", 3));
        JsonNode rows =
                new ObjectMapper().readTree(to.resolve("security.hits.json").toFile());
        assertThat(rows.findValuesAsText("path")).containsExactlyInAnyOrder("/a", "/a", "/b");
        assertThat(rows.findValuesAsText("address")).containsOnly("198.51.100.23");
        assertThat(rows.get(0).has("batch")).isFalse();
        JsonNode manifest =
                new ObjectMapper().readTree(to.resolve("manifest.json").toFile());
        assertThat(manifest.get("case").asText()).isEqualTo("12-C-4711");
        assertThat(manifest.get("clause").asText()).isEqualTo("sharing.legal");
        assertThat(manifest.get("covers").asText()).isEqualTo("1 token | 1 token; with addresses");
        assertThat(manifest.at("/datasets/0/rows").asLong()).isEqualTo(3);
        assertThat(manifest.at("/datasets/0/left_out/0/what").asText()).isEqualTo("batch, file");
        assertThat(manifest.toString()).doesNotContain("198.51.100.23");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to)))
                .isEqualTo("rwx------");
        Map<String, Object> noted = run("ledger", "list", "--command", "disclose", "--output", "json")
                .rows()
                .get(0);
        assertThat(noted)
                .containsEntry("case", "12-C-4711")
                .containsEntry("basis", "legal-process")
                .containsEntry("recipient", "authority")
                .containsEntry("tables", "security.hits")
                .containsEntry("rows", 3);
        assertThat((String) noted.get("result")).matches("[0-9a-f]{32}");
        assertThat(noted.toString()).doesNotContain("198.51.100.23");
        assertThat(disclose("12-C-4711", "legal-process", "authority", to).err())
                .contains("exists");
    }

    @Test
    void givesTheRowsOfIdentifiersWithoutAHold() throws IOException {
        Path to = temp.resolve("direct");
        byte[] lines = "address,203.0.113.9\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        Cli.Run run = Cli.runWithInput(
                lines,
                "--warehouse",
                temp.resolve("w"),
                "disclose",
                "--case",
                "OPS-9",
                "--basis",
                "fraud",
                "--recipient",
                "authority",
                "--file",
                "-",
                "--with-addresses",
                "--to",
                to,
                "--output",
                "json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows())
                .extracting(row -> row.get("table") + " " + row.get("rows"))
                .containsExactly("audience.hits 1", "security.hits 1");
        assertThat(Files.readString(to.resolve("security.hits.csv")))
                .contains("203.0.113.9")
                .doesNotContain("198.51.100.23");
        assertThat(Files.readString(to.resolve("audience.hits.csv"))).doesNotContain("203.0.113.9");
        assertThat(Files.readString(to.resolve("manifest.json")))
                .contains("\"covers\" : \"1 identifier\"", "sharing.safety")
                .doesNotContain("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12-C-4712 | legal-process | authority | did you mean '12-C-4711'?",
                "OPS-1 | fraud | authority | no case 'OPS-1' is open",
                "12-C-4711 | fraud | authority | was not opened on the basis 'fraud'",
                "12-C-4711 | legal-process | autority | did you mean 'authority'?",
                "12-C-4711 | legal-process | client | the case covers nothing that client may have",
            })
    void nothingElseIsDisclosed(String caseId, String basis, String recipient, String message) {
        Path to = temp.resolve("refused");

        Cli.Run run = disclose(caseId, basis, recipient, to);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(to).doesNotExist();
        assertThat(temp.resolve(".refused.part")).doesNotExist();
    }

    @Test
    void noEntryNothingOut() throws IOException {
        Path ledger = temp.resolve("w").resolve("ledger");
        Path aside = Files.move(ledger, temp.resolve("ledger"));
        Files.writeString(ledger, "in the way");
        try {
            assertThat(disclose("12-C-4711", "legal-process", "authority", temp.resolve("none"))
                            .code())
                    .isEqualTo(1);
            assertThat(temp.resolve("none")).doesNotExist();
        } finally {
            Files.delete(ledger);
            Files.move(aside, ledger);
        }
    }
}
