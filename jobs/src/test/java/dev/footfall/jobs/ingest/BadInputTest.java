package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with the input: one line that says what, where and how to mend it; the right code; nothing half-done. */
class BadInputTest {
    @TempDir
    static Path temp;

    private static Path warehouse;
    private static Map<String, Integer> sizes;

    @BeforeAll
    static void fillWarehouse() {
        warehouse = temp.resolve("w");
        Cli.ingest(warehouse, good());
        sizes = Stored.sizes(warehouse);
    }

    private static Path good() {
        return Samples.write(temp.resolve("good/access.log"), Samples.lines(0, 3));
    }

    private static void assertOneLine(Cli.Run run, int code, String... fragments) {
        assertThat(run.complaints()).as("complaints").hasSize(1);
        String line = run.complaints().get(0);
        assertThat(line).startsWith("footfall: ").contains(fragments).doesNotContain("Exception", "\tat ", "null");
        assertThat(run.code()).as(line).isEqualTo(code);
        assertThat(run.out()).isEmpty();
    }

    private static void assertNothingHappened() {
        assertThat(Stored.sizes(warehouse)).isEqualTo(sizes);
        assertThat(warehouse.resolve("plans")).isEmptyDirectory();
        assertThat(Warehouse.open(warehouse).unfinished()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--warehouse {W} ingest {DIR}/acess.log                  | no such file: {DIR}/acess.log | did you mean {DIR}/access.log?",
                "--warehouse {W} ingest {DIR}/none/a.log                 | no such file | its directory does not exist either",
                "--warehouse {W} ingest {DIR}/*.nix                      | no file matches {DIR}/*.nix | check the pattern",
                "--warehouse {W} ingest {DIR}/empty-dir                  | no logs in directory {DIR}/empty-dir | name a directory that holds log files",
                "--warehouse {W} ingest {DIR}/empty.log                  | {DIR}/empty.log is empty | name a log that holds lines",
                "--warehouse {W} ingest {DIR}/empty.log {DIR}/empty.gz   | all files are empty | name a log that holds lines",
                "--warehouse {W} ingest {DIR}/binary.log                 | {DIR}/binary.log is no log: it holds binary data | name text files",
                "--warehouse {W} ingest {DIR}/binary.gz                  | {DIR}/binary.gz is no log: it holds binary data | name text files",
                "--warehouse {W} ingest {DIR}/twice.gz                   | {DIR}/twice.gz is compressed by gzip more than once | zcat {DIR}/twice.gz",
                "--warehouse {W} ingest {DIR}/logs.zip                   | {DIR}/logs.zip is a zip archive | unzip -p",
                "--warehouse {W} ingest {DIR}/zipped.gz                  | {DIR}/zipped.gz is a zip archive | unzip -p",
                "--warehouse {W} ingest {DIR}/logs.tar.gz                | {DIR}/logs.tar.gz is a tar archive | tar -xf",
                "--warehouse {W} ingest {DIR}/access.log {DIR}/logs.tar.gz | {DIR}/logs.tar.gz is a tar archive | tar -xf",
                "--warehouse {W} ingest {DIR}/a.bz2 --format combined    | {DIR}/a.bz2 is compressed by bzip2 | bzcat",
                "--warehouse {W} ingest {DIR}/a.xz                       | {DIR}/a.xz is compressed by xz | xzcat",
                "--warehouse {W} ingest {DIR}/windows.log                | {DIR}/windows.log is text in UTF-16 | iconv",
                "--warehouse {W} ingest {DIR}/tail.gz                    | {DIR}/tail.gz is compressed but cut off or damaged | copy it again",
                "--warehouse {W} ingest /dev/zero                        | /dev/zero is no regular file | footfall ingest -",
                "--warehouse {W} ingest {DIR}/cut.gz                     | {DIR}/cut.gz is compressed but cut off or damaged | copy it again",
                "--warehouse {W} ingest {DIR}/cut.zst                    | {DIR}/cut.zst is compressed but cut off or damaged | copy it again",
                "--warehouse {W} ingest {DIR}/header.gz                  | {DIR}/header.gz is compressed but cut off or damaged | copy it again",
                "--warehouse {W} ingest {DIR}/damaged.gz                 | {DIR}/damaged.gz is compressed but cut off or damaged | copy it again",
                "--warehouse {W} ingest {DIR}/prose.txt                  | no known format fits the first 3 lines of {DIR}/prose.txt | formats --try",
                "--warehouse {W} ingest {DIR}/access.log {DIR}/cut.gz    | {DIR}/cut.gz is compressed but cut off | copy it again",
                "--warehouse {W} ingest {DIR}/access.log {DIR}/prose.txt | no known format fits | {DIR}/prose.txt",
                "--warehouse {W} ingest {DIR}/pipe                       | {DIR}/pipe is no regular file | footfall ingest -",
                "--warehouse {W} ingest - {DIR}/access.log               | standard input | one after the other",
                "--warehouse {W} ingest s3://bucket/access.log           | s3://bucket/access.log | file system",
                "--warehouse {W} ingest                                  | PATH | --help",
                "--warehouse {W} ingset {DIR}/access.log                 | unknown command 'ingset' | did you mean 'ingest'?",
                "--warehouse {W} ingest {DIR}/access.log --fromat common | unknown option '--fromat' | did you mean '--format'?",
                "--warehouse {W} ingest {DIR}/access.log --output jsn    | jsn | did you mean 'json'?",
                "--warehouse {W} ingest {DIR}/access.log --format combnd | no format is called combnd | did you mean combined?",
                "--warehouse {W} ingest {DIR}/access.log --format %h~%q~%y~$z | position | ",
                "--warehouse {W} ingest {DIR}/access.log --format ndjson | ndjson needs a mapping | --mapping",
                "--warehouse {W} ingest {DIR}/access.log --format ndjson --mapping {DIR}/none.yaml | {DIR}/none.yaml | name a readable file with --mapping",
                "--warehouse {W} ingest {DIR}/access.log --format ndjson --mapping {DIR}/prose.txt | {DIR}/prose.txt | ",
                "--warehouse {W} ingest {DIR}/access.log --format combined --mapping {DIR}/mapping.yaml | --mapping | ndjson",
                "--warehouse {W} ingest {DIR}/access.log --geo {DIR}/none.mmdb   | {DIR}/none.mmdb | ",
                "--warehouse {W} ingest {DIR}/access.log --geo {DIR}/prose.txt   | {DIR}/prose.txt | ",
                "--warehouse {W} ingest {DIR}/access.log --asn {DIR}/city.mmdb   | {DIR}/city.mmdb | ",
                "--warehouse {W} ingest {DIR}/access.log --networks {DIR}/prose.txt | {DIR}/prose.txt | ",
                "--warehouse {W} --config {DIR}/none.yaml ingest {DIR}/access.log | no configuration at {DIR}/none.yaml | --config",
                "--warehouse {W} --config {DIR}/key.yaml ingest {DIR}/access.log | unknown key 'sitse' | did you mean 'sites'?",
                "--warehouse {W} --config {DIR}/zone.yaml ingest {DIR}/access.log | unknown time zone 'Europe/Berlni' | did you mean 'Europe/Berlin'?",
                "--warehouse {W} --config {DIR}/sites.yaml ingest {DIR}/access.log --site shp | site 'shp' | did you mean 'shop'?",
                "--warehouse {W} --config {DIR}/policy-key.yaml ingest {DIR}/access.log | retenton | did you mean retention?",
                "--warehouse {W} --config {DIR}/policy-column.yaml ingest {DIR}/access.log | browzer | ",
                "--warehouse {W} --config {DIR}/policy-none.yaml ingest {DIR}/access.log | none-policy.yaml | ",
            })
    void saysWhatIsWrongInOneLineAndDoesNothing(String command, String what, String advice) throws Exception {
        Path directory = Files.createTempDirectory(temp, "case");
        fill(directory);
        Cli.Run run = Cli.runWithInput(new byte[0], split(directory, command));
        assertOneLine(
                run,
                2,
                what.strip().replace("{DIR}", directory.toString()),
                advice == null ? "" : advice.strip().replace("{DIR}", directory.toString()));
        assertNothingHappened();
    }

    private static Object[] split(Path directory, String command) {
        return Arrays.stream(command.strip().split(" +"))
                .map(word -> word.replace("{DIR}", directory.toString())
                        .replace("{W}", warehouse.toString())
                        .replace("~", " "))
                .toArray();
    }

    private static void fill(Path directory) throws Exception {
        Samples.write(directory.resolve("access.log"), Samples.lines(100, 103));
        Samples.write(directory.resolve("empty.log"), "");
        Samples.write(directory.resolve("empty.gz"), Samples.gzip(""));
        Files.createDirectories(directory.resolve("empty-dir/.hidden"));
        Samples.write(directory.resolve("binary.log"), new byte[] {'E', 'L', 'F', 0, 1, 2, '\n', 3});
        Samples.write(directory.resolve("binary.gz"), Samples.gzip("a\0b\n"));
        byte[] gzip = Samples.gzip(Samples.lines(0, 300));
        Samples.write(directory.resolve("cut.gz"), Arrays.copyOf(gzip, gzip.length / 2));
        Samples.write(directory.resolve("header.gz"), Arrays.copyOf(gzip, 5));
        gzip[gzip.length / 2] ^= 0x55;
        Samples.write(directory.resolve("damaged.gz"), gzip);
        byte[] zstd = Samples.zstd(Samples.lines(0, 300));
        Samples.write(directory.resolve("cut.zst"), Arrays.copyOf(zstd, zstd.length / 2));
        Samples.write(directory.resolve("prose.txt"), "It was a bright\ncold day\nin April.\n");
        archives(directory);
        new ProcessBuilder("mkfifo", directory.resolve("pipe").toString())
                .start()
                .waitFor();
        Files.copy(Samples.directory().resolve("geo/city.mmdb"), directory.resolve("city.mmdb"));
        Files.copy(Samples.directory().resolve("mapping.yaml"), directory.resolve("mapping.yaml"));
        Samples.write(directory.resolve("key.yaml"), "sitse: []\n");
        Samples.write(directory.resolve("zone.yaml"), "sites: [{name: shop, zone: Europe/Berlni}]\n");
        Samples.write(directory.resolve("sites.yaml"), "sites: [{name: shop}, {name: blog}]\n");
        String policy = Files.readString(Samples.directory().resolve("policy.yaml"));
        Samples.write(
                directory.resolve("a-policy.yaml"),
                policy.replaceFirst("retention: 13 months, key_life", "retenton: 13 months, key_life"));
        Samples.write(directory.resolve("policy-key.yaml"), "policy: a-policy.yaml\n");
        Samples.write(directory.resolve("b-policy.yaml"), policy.replaceFirst("\n    browser: ", "\n    browzer: "));
        Samples.write(directory.resolve("policy-column.yaml"), "policy: b-policy.yaml\n");
        Samples.write(directory.resolve("policy-none.yaml"), "policy: none-policy.yaml\n");
    }

    /** What holds a log and is none. */
    private static void archives(Path directory) throws IOException {
        byte[] gzip = Samples.gzip(Samples.lines(0, 30));
        Samples.write(directory.resolve("twice.gz"), Samples.gzip(gzip));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("access.log"));
            out.write(Samples.lines(0, 30).getBytes(StandardCharsets.UTF_8));
        }
        Samples.write(directory.resolve("logs.zip"), zip.toByteArray());
        Samples.write(directory.resolve("zipped.gz"), Samples.gzip(zip.toByteArray()));
        byte[] tar = new byte[2048];
        System.arraycopy("access.log".getBytes(StandardCharsets.UTF_8), 0, tar, 0, 10);
        System.arraycopy("ustar".getBytes(StandardCharsets.UTF_8), 0, tar, 257, 5);
        System.arraycopy(Samples.lines(0, 3).getBytes(StandardCharsets.UTF_8), 0, tar, 512, 400);
        Samples.write(directory.resolve("logs.tar.gz"), Samples.gzip(tar));
        Samples.write(directory.resolve("a.bz2"), "BZh91AY&SY no NUL in it\n".getBytes(StandardCharsets.UTF_8));
        Samples.write(directory.resolve("a.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 1, 2});
        Samples.write(
                directory.resolve("windows.log"), ("\ufeff" + Samples.lines(0, 3)).getBytes(StandardCharsets.UTF_16LE));
        byte[] tail = Arrays.copyOf(gzip, gzip.length + 100);
        Arrays.fill(tail, gzip.length, tail.length, (byte) 'x');
        Samples.write(directory.resolve("tail.gz"), tail);
    }

    @Test
    void emptyStandardInputIsNamed() {
        Cli.Run run = Cli.runWithInput(new byte[0], "--warehouse", warehouse, "ingest", "-");
        assertOneLine(run, 2, "standard input is empty", "pipe a log into it");
        assertNothingHappened();
    }

    @Test
    void standardInputThatBreaksOffLeavesNothingBehind() {
        byte[] gzip = Samples.gzip(Samples.lines(0, 30_000));
        Cli.Run run = Cli.runWithInput(Arrays.copyOf(gzip, gzip.length - 20), "--warehouse", warehouse, "ingest", "-");
        assertOneLine(run, 2, "standard input is compressed but cut off or damaged");
        assertNothingHappened();
    }

    /** What may stand where a warehouse is wanted. */
    static List<org.junit.jupiter.params.provider.Arguments> noWarehouses() {
        return List.of(
                place("a file", dir -> Samples.write(dir.resolve("w"), "x"), "cannot make a warehouse"),
                place(
                        "below a file",
                        dir -> Samples.write(dir.resolve("f"), "x").resolve("w"),
                        "cannot make a warehouse"),
                place(
                        "other files",
                        dir -> Samples.write(dir.resolve("w/f"), "x").getParent(),
                        "is no warehouse"),
                place(
                        "another version",
                        dir -> Samples.write(dir.resolve("w/footfall-warehouse"), "layout 99\n")
                                .getParent(),
                        "has another version ('layout 99', this program reads 'layout 1')"));
    }

    private static org.junit.jupiter.params.provider.Arguments place(
            String name, Function<Path, Path> make, String complaint) {
        return org.junit.jupiter.params.provider.Arguments.of(name, make, complaint);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noWarehouses")
    void noWarehouseIsMadeWhereSomethingElseStands(String name, Function<Path, Path> make, String complaint)
            throws IOException {
        Path directory = Files.createTempDirectory(temp, "place");
        Path place = make.apply(directory);
        List<Path> before = list(directory);
        assertOneLine(Cli.run("--warehouse", place, "ingest", good()), 2, complaint);
        assertThat(list(directory)).as(name).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noWarehouses")
    void reportsSayThatThereIsNoWarehouse(String name, Function<Path, Path> make, String complaint) throws IOException {
        Path place = make.apply(Files.createTempDirectory(temp, "place"));
        assertOneLine(Cli.run("--warehouse", place, "report", "traffic"), 2, "warehouse");
        assertThat(name + complaint).isNotEmpty();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var walk = Files.walk(directory)) {
            return walk.sorted().toList();
        }
    }

    @Test
    void badInputMakesNoWarehouse() throws IOException {
        Path place = Files.createTempDirectory(temp, "new").resolve("w");
        assertOneLine(Cli.run("--warehouse", place, "ingest", temp.resolve("none.log")), 2, "no such file");
        assertThat(place).doesNotExist();
    }

    @Test
    void aWarehouseThatMayNotBeWrittenToIsNamed() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
        Path place = Files.createTempDirectory(temp, "locked");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertOneLine(Cli.run("--warehouse", place.resolve("w"), "ingest", good()), 2, "cannot make a warehouse");
    }

    @Test
    void aLogThatMayNotBeReadIsNamed() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        Path log = Samples.write(Files.createTempDirectory(temp, "locked").resolve("a.log"), Samples.lines(0, 1));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("-wx-wx-wx"));
        assertOneLine(Cli.run("--warehouse", warehouse, "ingest", log), 2, "cannot read " + log + " (no permission)");
        assertNothingHappened();
    }
}
