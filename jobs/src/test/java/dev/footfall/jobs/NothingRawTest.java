package dev.footfall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No raw identifier stands in any byte that a full run writes: tables (every value decoded, since Parquet compresses),
 * metadata (inflated), keys, plans, reports, the dashboard, standard output and error.
 */
class NothingRawTest {
    private static final String V4 = "203.0.113.77";
    private static final String V6 = "2001:db8:77:88::4242";
    private static final String COOKIE = "ffcookie7f3a9c51e2";
    private static final String SESSION = "sess51b7d0e8c44a";
    private static final String ACCOUNT = "needleaccount";
    private static final String MAIL = "needle.person@mail.example";
    private static final String CARD = "4111111111111111";
    private static final String SECRET = "s3cr3tneedlepassword";
    private static final String BROKEN = "needleinabrokenline";

    @TempDir
    Path temp;

    @Test
    void noRawIdentifierStandsInAnyByteThatAFullRunWrites() throws Exception {
        Path log = Files.writeString(temp.resolve("needles.log"), lines());
        Path warehouse = temp.resolve("w");
        Path written = Files.createDirectory(temp.resolve("written"));
        StringBuilder said = new StringBuilder();

        Cli.Run ingest = Cli.run("--warehouse", warehouse, "ingest", log, "--format", "combined_cookie", "--final");
        assertThat(ingest.code()).isZero();
        said.append(ingest.out()).append(ingest.err());
        for (List<Object> rewriting : List.<List<Object>>of(
                List.of("ingest", "--again", log, "--format", "combined_cookie", "--final"),
                List.of("quarantine", "replay", "--format", "common"),
                List.of("tables", "compact"))) {
            List<Object> words = new ArrayList<>(List.of("--warehouse", warehouse));
            words.addAll(rewriting);
            Cli.Run run = Cli.run(words.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            said.append(run.out()).append(run.err());
        }
        for (String report : List.of(
                "report traffic --by page --who all",
                "report traffic --by referrer --who all",
                "report traffic --by search,campaign --who all",
                "report audience --by all",
                "report geo",
                "quarantine list",
                "quarantine show",
                "batches list",
                "tables")) {
            for (String output : List.of("table", "json", "csv")) {
                List<Object> words = new ArrayList<>(List.of("--warehouse", warehouse));
                words.addAll(List.of(report.split(" ")));
                words.addAll(List.of("--output", output));
                Cli.Run run = Cli.run(words.toArray());
                said.append(run.out()).append(run.err());
            }
        }
        for (String door : List.of(
                "hold add --case 1 --basis rights --file -",
                "hold list",
                "share --recipient contractor --dataset traffic --by page --to " + written.resolve("pages.json"),
                "share --recipient buyer --dataset security.hits --to " + written.resolve("hits.csv"),
                "share --recipient contractor --dataset traffic --by device --dp --from 2026-10-10 --until 2026-10-11 --to "
                        + written.resolve("noisy.json"),
                "releases list",
                "subject --file - --to " + temp.resolve("subject"),
                "erase --file - --dry-run",
                "optout import -",
                "optout import --kind mail -",
                "ledger list")) {
            List<Object> words = new ArrayList<>(List.of("--warehouse", warehouse));
            words.addAll(List.of(door.split(" ")));
            Cli.Run run = Cli.runWithInput(identifiers(door.contains("mail")), words.toArray());
            assertThat(run.code()).as(door + ": " + run.err()).isZero();
            said.append(run.out()).append(run.err());
        }
        Cli.Run dashboard = Cli.run("--warehouse", warehouse, "dashboard", "--out", written.resolve("dashboard.html"));
        said.append(dashboard.out()).append(dashboard.err());

        Map<String, byte[]> all = written(warehouse, written, said.toString());
        for (TableSpec table : Tables.ALL) {
            all.put("values of " + table.fullName(), values(warehouse, table));
        }
        assertThat(all).hasSizeGreaterThan(30);
        assertThat(found(all)).isEmpty();
        // Who asks what is held of them is told of broken lines too, which nobody else reads.
        assertThat(found(files(temp.resolve("subject"))))
                .isNotEmpty()
                .allMatch(found -> found.contains("/ingest.quarantine.json holds "));

        Cli.Run erase =
                Cli.runWithInput(identifiers(false), "--warehouse", warehouse, "erase", "--file", "-", "--prove");
        assertThat(erase.code()).as(erase.out() + erase.err()).isIn(0, 3);
        all = written(warehouse, written, erase.out() + erase.err());
        assertThat(found(all)).isEmpty();
    }

    private static Map<String, byte[]> written(Path warehouse, Path written, String said) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>(files(warehouse));
        all.putAll(files(written));
        all.put("what commands said", said.getBytes(StandardCharsets.UTF_8));
        return all;
    }

    private static byte[] identifiers(boolean ofMail) {
        String all = ofMail
                ? MAIL + "\n"
                : "address," + V4 + "\naddress," + V6 + "\ncookie," + COOKIE + "\ncookie," + SESSION + "\naccount,"
                        + ACCOUNT + "\n";
        return all.getBytes(StandardCharsets.UTF_8);
    }

    /** The control: the same search finds each needle in what a program without the policy would have written. */
    @Test
    void theSameSearchFindsEachNeedleWhereItWasKept() throws Exception {
        Path kept = temp.resolve("kept");
        var schema =
                DataTypes.createStructType(List.of(DataTypes.createStructField("value", DataTypes.StringType, true)));
        SharedSpark.session()
                .createDataFrame(
                        needles().keySet().stream()
                                .map(n -> RowFactory.create(n))
                                .toList(),
                        schema)
                .write()
                .option("compression", "zstd")
                .parquet(kept.toString());
        StringBuilder values = new StringBuilder();
        SharedSpark.session().read().parquet(kept.toString()).collectAsList().forEach(r -> values.append(r.get(0))
                .append('\n'));

        List<String> hits = found(Map.of("values", values.toString().getBytes(StandardCharsets.UTF_8)));
        for (String needle : needles().keySet()) {
            assertThat(hits).anyMatch(hit -> hit.endsWith(needle + " as text"));
        }
        byte[] packed = {1, 2, (byte) 203, 0, 113, 77, 9};
        assertThat(found(Map.of("bytes", packed))).containsExactly("bytes holds " + V4 + " as bytes");
        byte[] base64 = Base64.getEncoder().encode(COOKIE.getBytes(StandardCharsets.UTF_8));
        assertThat(found(Map.of("base64", base64))).containsExactly("base64 holds " + COOKIE + " as base64");
    }

    private static String lines() {
        String agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        String cookies = "ff_id=" + COOKIE + "; sid=" + SESSION + "; other=" + SECRET;
        List<String> targets = List.of(
                "/",
                "/search?q=" + MAIL,
                "/search?q=" + MAIL.replace("@", "%40") + "&page=2",
                "/search?q=" + MAIL.replace("@", "%2540"),
                "/pay?card=" + CARD + "&page=" + CARD,
                "/login?password=" + SECRET,
                "/reset/" + MAIL + "/now",
                "/a?utm_campaign=" + MAIL);
        StringBuilder log = new StringBuilder();
        for (String address : List.of(V4, V6)) {
            for (String target : targets) {
                log.append(address + " - " + ACCOUNT + " [10/Oct/2026:13:55:36 +0000] \"GET " + target
                        + " HTTP/1.1\" 200 512 \"https://other.example/from?u=" + MAIL + "\" \"" + agent + "\" \""
                        + cookies + "\" \"-\" 1234\n");
            }
        }
        log.append(V4 + " " + BROKEN + " " + MAIL + " " + CARD + " is no line\n");
        return log.toString();
    }

    private static Map<String, byte @org.jspecify.annotations.Nullable []> needles() {
        Map<String, byte @org.jspecify.annotations.Nullable []> needles = new LinkedHashMap<>();
        needles.put(V4, new byte[] {(byte) 203, 0, 113, 77});
        needles.put(V6, HexFormat.of().parseHex("20010db8007700880000000000004242"));
        for (String text : List.of(COOKIE, SESSION, ACCOUNT, MAIL, CARD, SECRET, BROKEN)) {
            needles.put(text, null);
        }
        return needles;
    }

    private static List<String> found(Map<String, byte[]> all) {
        List<String> hits = new ArrayList<>();
        all.forEach((name, content) -> {
            String text = new String(content, StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
            needles().forEach((needle, bytes) -> {
                byte[] utf8 = needle.getBytes(StandardCharsets.UTF_8);
                Map<String, String> forms = new LinkedHashMap<>();
                forms.put("text", needle);
                forms.put("percent-encoded text", needle.replace("@", "%40").replace(":", "%3a"));
                forms.put("hex", HexFormat.of().formatHex(utf8));
                forms.put(
                        "base64",
                        Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(utf8)
                                .toLowerCase(java.util.Locale.ROOT));
                if (bytes != null) {
                    forms.put(
                            "bytes", new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT));
                    forms.put("hex of bytes", HexFormat.of().formatHex(bytes));
                }
                forms.entrySet().stream()
                        .filter(form -> text.contains(form.getValue()))
                        .findFirst()
                        .ifPresent(form -> hits.add(name + " holds " + needle + " as " + form.getKey()));
            });
        });
        return hits;
    }

    /** Every file below a directory, as it is and, where it is deflated, inflated. */
    private static Map<String, byte[]> files(Path directory) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                files.put(file.toString(), content);
                if (content.length > 2 && content[0] == 0x1f && content[1] == (byte) 0x8b) {
                    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
                        files.put(file + " inflated", in.readAllBytes());
                    }
                } else if (file.toString().endsWith(".avro")) {
                    files.put(file + " decoded", avro(file));
                }
            }
        }
        return files;
    }

    private static byte[] avro(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var reader = new org.apache.avro.file.DataFileReader<Object>(
                file.toFile(), new org.apache.avro.generic.GenericDatumReader<>())) {
            while (reader.hasNext()) {
                text(reader.next(), out);
            }
        }
        return out.toByteArray();
    }

    private static byte[] values(Path warehouse, TableSpec table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(
                        Warehouse.open(warehouse).table(table.fullName()))
                .build()) {
            for (Record row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    text(row.get(i), out);
                }
            }
        }
        assertThat(out.size()).as(table.fullName()).isPositive();
        return out.toByteArray();
    }

    private static void text(Object value, ByteArrayOutputStream out) {
        if (value instanceof byte[] bytes) {
            out.writeBytes(bytes);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            out.writeBytes(bytes);
        } else {
            out.writeBytes(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
        }
        out.write('\n');
    }
}
