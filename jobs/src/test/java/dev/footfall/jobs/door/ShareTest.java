package dev.footfall.jobs.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.privacy.KeyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recipients get what the policy lets them have, and nobody else anything. */
class ShareTest {
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    /** address, account, page, cookies. */
    private static final String LINE =
            "%s - %s [14/Oct/2025:08:00:%02d +0000] \"GET %s HTTP/1.1\" 200 10 \"-\" \"" + AGENT + "\" \"%s\"\n";

    private static final String FORMAT = "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" \"%{Cookie}i\"";

    @TempDir
    static Path temp;

    @BeforeAll
    static void ingest() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            log.append(LINE.formatted("192.0.2." + i, "-", i, "/popular", "uid=browser-number-" + i));
        }
        log.append(LINE.formatted("198.51.100.1", "Ada", 20, "/account", "uid=browser-of-ada"));
        log.append(LINE.formatted("198.51.100.2", "bert", 21, "/account", "uid=browser-of-bert"));
        log.append(LINE.formatted("198.51.100.3", "carl", 22, "/account", "uid=browser-of-carl; ff_optout=1"));
        Cli.ingest(
                warehouse(),
                "--site",
                "shop",
                "--format",
                FORMAT,
                Samples.write(temp.resolve("a.log"), log.toString()));
    }

    private static Path warehouse() {
        return temp.resolve("w");
    }

    private static Cli.Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", warehouse()));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static Map<String, Object> lastNoted() {
        return run("ledger", "list", "--command", "share", "--output", "json")
                .rows()
                .get(0);
    }

    @Test
    void aProviderGetsTotalsWithSmallCellsFoldedAndWithoutWhoOptedOut() throws IOException {
        Path file = temp.resolve("traffic.json");

        Cli.Run run =
                run("share", "--recipient", "service-provider", "--dataset", "traffic", "--by", "page", "--to", file);

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode rows = json(file);
        assertThat(rows.findValuesAsText("page")).containsExactlyInAnyOrder("(other)");
        assertThat(rows.get(0).get("hits").asLong()).isEqualTo(14);
        assertThat(run.err()).contains("hits of browsers that opted out");
        JsonNode manifest = json(temp.resolve("traffic.json.manifest.json"));
        assertThat(manifest.get("recipient").asText()).isEqualTo("service-provider");
        assertThat(manifest.get("clause").asText()).isEqualTo("sharing.providers");
        assertThat(manifest.at("/policy/clauses/sharing.providers").asText()).matches("[0-9a-f]{64}");
        assertThat(manifest.at("/datasets/0/rows").asLong()).isEqualTo(rows.size());
        assertThat(manifest.at("/datasets/0/sha256").asText()).isEqualTo(Parcel.hex(Parcel.digest(file)));
        JsonNode page = manifest.at("/datasets/0/columns/0");
        assertThat(page.get("column").asText()).isEqualTo("page");
        assertThat(page.get("rule").asText()).isEqualTo("derive");
        assertThat(page.get("clauses").asText()).isNotEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(lastNoted())
                .containsEntry("recipient", "service-provider")
                .containsEntry("tables", "audience.hits")
                .containsEntry("rows", 1);
        assertThat((String) lastNoted().get("clauses")).contains("sharing.providers");
    }

    @Test
    void networksOfFewAddressesAreFolded() throws IOException {
        Path file = temp.resolve("networks.csv");

        Cli.Run run = run("share", "--recipient", "service-provider", "--dataset", "network.hourly", "--to", file);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(file)).startsWith("day,asn,network,hits,").doesNotContain("addresses");
    }

    @Test
    void aClientGetsTheRowsOfUsersWhoAuthorisedItAndNoTokens() throws IOException {
        Path file = temp.resolve("rows.json");
        byte[] accounts = "# with their consent\nada\ncarl\nnobody\n".getBytes(StandardCharsets.UTF_8);

        Cli.Run run = Cli.runWithInput(
                accounts,
                "--warehouse",
                warehouse(),
                "share",
                "--recipient",
                "client",
                "--dataset",
                "audience.hits",
                "--authorisations",
                "-",
                "--to",
                file);

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode rows = json(file);
        assertThat(rows.findValuesAsText("account")).containsExactly("ada");
        assertThat(rows.get(0).get("page").asText()).isEqualTo("/account");
        assertThat(rows.get(0).properties())
                .extracting(Map.Entry::getKey)
                .doesNotContain("person", "browser", "device_day", "place_day", "batch", "file");
        assertThat(run.err())
                .contains("1 rows (the browser opted out of sharing)")
                .doesNotContain("ada", "carl");
        JsonNode manifest = json(temp.resolve("rows.json.manifest.json"));
        assertThat(manifest.toString()).doesNotContain("carl").doesNotContain("\"ada\"");
        assertThat(lastNoted().toString()).doesNotContain("ada", "carl");
    }

    @Test
    void whatWasNotAuthorisedIsNotInAClientsTotals() throws IOException {
        Path accounts = Samples.write(temp.resolve("accounts.txt"), "bert\n");
        Path file = temp.resolve("client.json");

        Cli.Run run = run(
                "share", "--recipient", "client", "--dataset", "traffic", "--authorisations", accounts, "--to", file);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(json(file).findValuesAsText("hits")).containsExactly("1");
        Samples.write(accounts, "carl\n");
        assertThat(run(
                                "share",
                                "--recipient",
                                "client",
                                "--dataset",
                                "traffic",
                                "--authorisations",
                                accounts,
                                "--to",
                                temp.resolve("none.json"))
                        .err())
                .contains("no hit is left to share");
    }

    @Test
    void aBuyerGetsTheTableAndThePolicyByWhichItIsBound() throws IOException {
        Path file = temp.resolve("hits.parquet");

        Cli.Run run = run("share", "--recipient", "buyer", "--dataset", "audience.hits", "--to", file);

        assertThat(run.code()).as(run.err()).isZero();
        List<GenericRecord> rows = new ArrayList<>();
        var schema = new org.apache.iceberg.Schema(org.apache.iceberg.types.Types.NestedField.optional(
                1, "page", org.apache.iceberg.types.Types.StringType.get()));
        try (CloseableIterable<GenericRecord> read = Parquet.read(org.apache.iceberg.Files.localInput(file.toFile()))
                .project(schema)
                .withNameMapping(org.apache.iceberg.mapping.MappingUtil.create(schema))
                .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
                .build()) {
            read.forEach(rows::add);
        }
        assertThat(rows).hasSize(14);
        Path policy = temp.resolve("hits.parquet.policy.yaml");
        try (var bundled = KeyStore.class.getResourceAsStream("policy.yaml")) {
            assertThat(Files.readAllBytes(policy)).isEqualTo(bundled.readAllBytes());
        }
        JsonNode manifest = json(temp.resolve("hits.parquet.manifest.json"));
        assertThat(manifest.get("bound_by").asText()).isEqualTo("hits.parquet.policy.yaml");
        assertThat(manifest.at("/datasets/0/left_out").toString()).contains("opted out", "keys");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service-providr | traffic | x.csv | | did you mean 'service-provider'?",
                "contractor | network.hourly | x.csv | | does not let contractor have network.hourly: it may get",
                "service-provider | trafic | x.csv | | did you mean 'traffic'?",
                "authority | audience.hits | x.csv | | use 'footfall disclose",
                "client | audience.hits | x.csv | | name these users' accounts by --authorisations",
                "service-provider | traffic | x.csv | --authorisations accounts | does not go with service-provider",
                "service-provider | traffic | x.txt | | neither .csv, .json nor .parquet",
                "service-provider | traffic | no/such/x.csv | | there is no directory",
                "service-provider | traffic | a.log.csv | --by pge | did you mean 'page'?",
                "contractor | geo | x.csv | --by contry | did you mean 'country'?",
                "client | audience.hits | x.csv | --authorisations no-such-file | no file no-such-file",
            })
    void whatThePolicyDoesNotAllowIsRefusedInOneLine(
            String recipient, String dataset, String file, String more, String message) throws IOException {
        List<Object> all = new ArrayList<>(
                List.of("share", "--recipient", recipient, "--dataset", dataset, "--to", temp.resolve(file)));
        if (more != null) {
            all.addAll(List.of(more.split(" ")));
        }

        Cli.Run run = run(all.toArray());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .noneMatch(f -> f.startsWith("x.") || f.endsWith(".part"));
        }
    }

    @Test
    void withoutAnAgreementAProviderGetsNothing() throws IOException {
        String bundled;
        try (var in = KeyStore.class.getResourceAsStream("policy.yaml")) {
            bundled = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path policy = Files.writeString(temp.resolve("policy.yaml"), bundled.replaceAll("(?m)^ +agreement: .*\\R", ""));
        Path config = Files.writeString(temp.resolve("footfall.yaml"), "policy: " + policy + "\n");

        Cli.Run run = run(
                "share",
                "--config",
                config,
                "--recipient",
                "contractor",
                "--dataset",
                "geo",
                "--to",
                temp.resolve("x.csv"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no agreement binds contractor").hasLineCount(1);
    }

    @Test
    void whatWentOutOnceIsNotChanged() throws IOException {
        Path file = Files.writeString(temp.resolve("there.csv"), "before");

        Cli.Run run = run("share", "--recipient", "contractor", "--dataset", "geo", "--to", file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("before");
    }
}
