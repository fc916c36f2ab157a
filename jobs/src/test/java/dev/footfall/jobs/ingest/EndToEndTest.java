package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.privacy.Identifiers;
import dev.footfall.table.Tables;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real command on the project's samples: what it prints, what the tables hold, and what awk counts in the same file. */
class EndToEndTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "combined.log;        quoted.awk; pieces=7;",
                "common.log;          quoted.awk; pieces=3;           tail=^ [0-9]+ ([0-9]+|-)$",
                "vhost_combined.log;  quoted.awk; pieces=7 vhost=1;",
                "combined_time.log;   quoted.awk; pieces=7;           tail=^ ([0-9.]+|-)$",
                "combined_cookie.log; quoted.awk; pieces=11;          tail=^ [0-9]+$",
                "w3c.log;             w3c.awk;;",
                "nginx_json.log;      nginx_json.awk;;",
            })
    void tablesHoldWhatAnIndependentCountFinds(String name, String program, String variables, String tail)
            throws Exception {
        Path log = Samples.log(name);
        AwkCount awk = AwkCount.of(log, program, variables(variables, tail));

        Map<String, Object> row = Cli.ingest(temp.resolve("w"), log).get(0);
        assertThat(row)
                .containsEntry("lines", (int) awk.lines())
                .containsEntry("hits", (int) awk.hits())
                .containsEntry("ignored", (int) awk.ignored())
                .containsEntry("quarantined", (int) (awk.lines() - awk.hits()))
                .containsEntry("duplicates", 0)
                .containsEntry("format", name.replaceAll("\\..*", ""));

        Stored audience = Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS);
        assertThat(audience.size()).isEqualTo((int) awk.hits());
        assertThat(audience.counts("status")).isEqualTo(awk.statuses());
        assertThat(audience.sum("bytes")).isEqualTo(awk.bytes());
        assertThat(pages(audience)).isEqualTo(decoded(awk.pages()));

        Stored security = Stored.in(temp.resolve("w"), Tables.SECURITY_HITS);
        assertThat(security.size()).isEqualTo((int) awk.hits());
        assertThat(security.counts("status")).isEqualTo(awk.statuses());
        assertThat(new Revealed(temp.resolve("w")).addresses(security)).isEqualTo(canonical(awk.clients()));

        Stored network = Stored.in(temp.resolve("w"), Tables.NETWORK_HOURLY);
        assertThat(network.sum("hits")).isEqualTo(awk.hits());
        assertThat(network.sum("bytes")).isEqualTo(awk.bytes());
        assertThat(network.sum("client_errors")).isEqualTo(ofClass(awk, '4'));
        assertThat(network.sum("server_errors")).isEqualTo(ofClass(awk, '5'));

        assertThat(Stored.in(temp.resolve("w"), Tables.QUARANTINE).size()).isEqualTo((int) (awk.lines() - awk.hits()));
    }

    @Test
    void everyLineIsAHitOrQuarantinedOrADuplicateInPrintAndInTheTables() {
        Path w = temp.resolve("w");
        List<Map<String, Object>> printed = Cli.ingest(w, Samples.directory().resolve("logs"));
        int samples = Samples.logs().size();
        assertThat(printed).hasSize(samples).allSatisfy(row -> {
            assertThat(number(row, "lines")).isPositive();
            assertThat(number(row, "lines"))
                    .isEqualTo(number(row, "hits") + number(row, "quarantined") + number(row, "duplicates"));
        });
        Stored files = Stored.in(w, Tables.FILES);
        assertThat(files.rows()).hasSize(samples).allSatisfy(row -> assertThat(row.getField("lines"))
                .isEqualTo((Long) row.getField("hits")
                        + (Long) row.getField("quarantined")
                        + (Long) row.getField("duplicates")));
        long hits = printed.stream().mapToLong(row -> number(row, "hits")).sum();
        long quarantined =
                printed.stream().mapToLong(row -> number(row, "quarantined")).sum();
        assertThat(files.sum("hits")).isEqualTo(hits);
        assertThat(Stored.sizes(w))
                .containsEntry("audience.hits", (int) hits)
                .containsEntry("security.hits", (int) hits)
                .containsEntry("ingest.quarantine", (int) quarantined)
                .containsEntry("ingest.files", samples)
                .containsEntry("ingest.batches", 1);
        Record batch = Stored.in(w, Tables.BATCHES).rows().get(0);
        assertThat(batch.getField("batch")).isEqualTo(printed.get(0).get("batch"));
        assertThat(batch.getField("files")).isEqualTo((long) samples);
        assertThat(batch.getField("hits")).isEqualTo(hits);
        assertThat(batch.getField("quarantined")).isEqualTo(quarantined);
    }

    @Test
    void everyRowOfEveryTableCarriesItsBatchAndFile() {
        Path w = temp.resolve("w");
        Object batch = Cli.ingest(w, Samples.log("combined.log")).get(0).get("batch");
        for (var table :
                List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS, Tables.NETWORK_HOURLY, Tables.QUARANTINE)) {
            Stored rows = Stored.in(w, table);
            assertThat(rows.only("batch")).isEqualTo(batch);
            assertThat(rows.only("file").toString()).matches("[0-9a-f]{32}");
        }
        assertThat(Stored.in(w, Tables.AUDIENCE_HITS).only("file"))
                .as("a file has another id in each vault")
                .isNotEqualTo(Stored.in(w, Tables.SECURITY_HITS).only("file"))
                .isNotEqualTo(Stored.in(w, Tables.FILES).only("file"));
    }

    @Test
    void aMappingReadsAnApplicationsOwnJson() {
        Path app = Samples.directory().resolve("mapped/app.ndjson");
        Map<String, Object> row = Cli.ingest(
                        temp.resolve("w"),
                        app,
                        "--format",
                        "ndjson",
                        "--mapping",
                        Samples.directory().resolve("mapping.yaml"))
                .get(0);
        assertThat(number(row, "hits")).isPositive();
        assertThat(number(row, "lines")).isEqualTo(number(row, "hits") + number(row, "quarantined"));
        assertThat(Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS).only("host"))
                .isEqualTo("app.example.com");
    }

    @Test
    void beaconsCountPageviewsByTheirEventAndNameNoAccount() {
        Path w = temp.resolve("w");
        Cli.ingest(w, Samples.log("beacon.ndjson"));
        Stored rows = Stored.in(w, Tables.AUDIENCE_HITS);
        assertThat(rows.distinct("person")).isZero();
        assertThat(rows.counts("signed_in")).containsOnlyKeys("false");
        assertThat(rows.counts("pageview").get("true")).isPositive();
    }

    private static String[] variables(String variables, String tail) {
        String all = (variables == null ? "" : variables.replace(" ", "\n")) + (tail == null ? "" : "\n" + tail);
        return all.isBlank() ? new String[0] : all.strip().split("\n");
    }

    private static long ofClass(AwkCount awk, char first) {
        return awk.statuses().entrySet().stream()
                .filter(e -> e.getKey().charAt(0) == first)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Long> canonical(Map<String, Long> clients) {
        Map<String, Long> canonical = new TreeMap<>();
        clients.forEach((client, n) -> canonical.merge(
                HexFormat.of().formatHex(Identifiers.address(client).orElseThrow()), n, Long::sum));
        return canonical;
    }

    private static Map<String, Long> pages(Stored rows) {
        Map<String, Long> pages = new TreeMap<>();
        rows.column("page").forEach(page -> {
            String path = String.valueOf(page).replaceAll("\\?.*", "");
            if (path.startsWith("/")) {
                pages.merge(decoded(path), 1L, Long::sum);
            }
        });
        return pages;
    }

    private static Map<String, Long> decoded(Map<String, Long> pages) {
        Map<String, Long> decoded = new TreeMap<>();
        pages.forEach((page, n) -> decoded.merge(decoded(page), n, Long::sum));
        return decoded;
    }

    private static String decoded(String page) {
        return URLDecoder.decode(page.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
