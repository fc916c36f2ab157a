package dev.footfall.jobs.govern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.ledger.KeyNotes;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.KeyStore;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandsTest {
    @TempDir
    Path temp;

    private Path warehouse;

    @BeforeEach
    void ingest() {
        warehouse = temp.resolve("w");
        Cli.ingest(warehouse, log("one.log", 0, 30));
    }

    private Path log(String name, int from, int to) {
        return Samples.write(temp.resolve(name), Samples.lines(from, to));
    }

    private Cli.Run run(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "--warehouse";
        all[1] = warehouse;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Cli.run(all);
    }

    private Map<String, Map<String, Object>> list(Object... options) {
        Object[] all = Arrays.copyOf(new Object[] {"keys", "list", "--output", "json"}, 4 + options.length);
        System.arraycopy(options, 0, all, 4, options.length);
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        run(all).rows()
                .forEach(row -> rows.put(row.get("vault") + "/" + row.get("kind") + "/" + row.get("epoch"), row));
        return rows;
    }

    private KeyInfo.State state(String name) {
        return KeyStore.list(warehouse.resolve("keys")).stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** Every file below the warehouse, with its content's length and hash. */
    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(warehouse)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        warehouse.relativize(path).toString(),
                        String.valueOf(Arrays.hashCode(Files.readAllBytes(path))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Test
    void listsEveryKeyWithItsEndAndWhatItIsFor() {
        Map<String, Map<String, Object>> keys = list();
        assertThat(keys)
                .containsKeys(
                        "audience/device_day/2025-10-14",
                        "audience/file/always",
                        "security/ip_crypt/2025-Q4",
                        "network/addresses/2025-10",
                        "ingest/digest/always");
        assertThat(keys.get("audience/device_day/2025-10-14"))
                .containsEntry("state", "living")
                .containsEntry("life", "3 days")
                .containsEntry("purposes", "geography, audience")
                .containsEntry("clause", "logs.audience")
                .containsEntry("destroyed", null);
        assertThat(keys.get("security/ip_crypt/2025-Q4"))
                .as("its rows' term is over, so it was over when it was made")
                .containsEntry("life", "with rows (90 days)")
                .containsEntry("state", "due");
        assertThat(keys.get("audience/file/always"))
                .containsEntry("life", "no end")
                .containsEntry("ends", null);
        assertThat(list("--as-of", "2100-01-01").get("audience/device_day/2025-10-14"))
                .containsEntry("state", "due");
        assertThat(list("--as-of", "2100-01-01").get("audience/file/always")).containsEntry("state", "living");
    }

    @Test
    void destroysWhatIsDueOnceAndSaysItFirstWhenAsked() {
        List<String> due = list().entrySet().stream()
                .filter(key -> "due".equals(key.getValue().get("state")))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(due)
                .contains("security/ip_crypt/2025-Q4", "security/net/2025-Q4")
                .hasSize(3);
        Map<String, String> before = files();
        Cli.Run dry = run("keys", "destroy", "--due", "--dry-run", "--output", "json");
        assertThat(dry.rows()).hasSize(due.size()).allSatisfy(row -> assertThat(row)
                .containsEntry("outcome", "would be destroyed"));
        assertThat(files()).isEqualTo(before);
        assertThat(run("keys", "destroy", "--due").code()).isZero();
        due.forEach(key -> assertThat(state(key)).as(key).isEqualTo(KeyInfo.State.DESTROYED));
        assertThat(state("audience/device_day/2025-10-14")).isEqualTo(KeyInfo.State.LIVING);
        assertThat(run("keys", "destroy", "--due").err()).contains("no key is due");
        assertThat(run("keys", "destroy", "--due", "--as-of", "2100-01-01").err())
                .contains("is a day to come");
        assertThat(run(Stream.concat(
                                        Stream.of("keys", "destroy"),
                                        list().keySet().stream().filter(key -> !key.endsWith("/always")))
                                .toArray())
                        .code())
                .isZero();
        assertThat(list().values()).allSatisfy(key -> assertThat(key.get("state"))
                .isEqualTo("always".equals(key.get("epoch")) ? "living" : "destroyed"));
        assertThat(Stored.in(warehouse, Tables.SECURITY_HITS).column("ip")).doesNotContainNull();
        List<Map<String, Object>> noted =
                run("ledger", "list", "--output", "json").rows();
        assertThat(noted)
                .extracting(row -> row.get("command"))
                .containsExactly(KeyNotes.COMMAND, "keys destroy", KeyNotes.COMMAND, "keys destroy", KeyNotes.COMMAND);
        assertThat((String) noted.get(2).get("facts")).contains("destroyed security/net/2025-Q4=");
    }

    @Test
    void destroysNothingWhenOneNameIsWrong() {
        Map<String, String> before = files();
        for (List<String> wrong : List.of(
                List.of("audience/place_day/2025-10-14", "security/net/2025-Q3"),
                List.of("audience/place_day/2025-10-14", "audience/file/always"),
                List.of("nonsense"),
                List.of("audience/place_day/2025-10-14", "--due"),
                List.of("audience/place_day/2025-10-14", "--as-of", "2026-01-01"),
                List.of("--due", "--as-of", "2026-13-01"),
                List.<String>of())) {
            Cli.Run run = run(
                    Stream.concat(Stream.of("keys", "destroy"), wrong.stream()).toArray());
            assertThat(run.code()).as(wrong.toString()).isEqualTo(2);
            assertThat(run.err()).as(wrong.toString()).hasLineCount(1);
        }
        assertThat(run("keys", "destroy", "security/net/2025-Q3").err())
                .contains("did you mean 'security/net/2025-Q4'?");
        assertThat(run("keys", "destroy", "audience/file/always").err()).contains("has no end");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aRotationLeavesTokensAsTheyAreAndTheNextIngestWorks() throws IOException {
        byte[] old = Files.readAllBytes(warehouse.resolve("keys/master.key"));
        Cli.Run run = run("keys", "rotate", "--output", "json");
        assertThat(run.rows().get(0)).containsEntry("old_master_key", "destroyed");
        assertThat(Files.readAllBytes(warehouse.resolve("keys/master.key"))).isNotEqualTo(old);
        Cli.ingest(warehouse, log("two.log", 200, 230));
        assertThat(Stored.in(warehouse, Tables.AUDIENCE_HITS).distinct("place_day"))
                .as("the same addresses in both logs")
                .isEqualTo(30);
        Cli.Run again = run("ingest", "--output", "json", log("one.log", 0, 30));
        assertThat(again.rows().get(0)).as("the digest's key is the same").containsEntry("duplicates", 30);
    }

    @Test
    void aMasterKeyElsewhereIsNamedFromThenOn() throws IOException {
        Path file = Files.writeString(
                temp.resolve("master"),
                Base64.getEncoder().encodeToString("k".repeat(32).getBytes(StandardCharsets.US_ASCII)) + "\n");
        Cli.Run run = run("keys", "rotate", "--new-master", file);
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("from now on the master key is the one from file " + file);
        assertThat(warehouse.resolve("keys/master.key")).doesNotExist();
        Map<String, String> before = files();
        Cli.Run refused = run("ingest", log("two.log", 200, 230));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("to the one from file " + file).hasLineCount(1);
        assertThat(files()).isEqualTo(before);
        assertThat(run("keys", "list").code()).as("needs no key").isZero();
        assertThat(run("keys", "rotate").err()).contains("master.key is missing");
        assertThat(run("keys", "rotate", "--new-master", "env:NO_SUCH_VARIABLE").code())
                .isEqualTo(2);
    }

    @Test
    void aWrongOrLostMasterKeyStopsAnIngestBeforeAnythingIsWritten() throws IOException {
        Path master = warehouse.resolve("keys/master.key");
        byte[] right = Files.readAllBytes(master);
        Path log = log("two.log", 200, 230);
        Files.writeString(
                master, Base64.getEncoder().encodeToString("k".repeat(32).getBytes(StandardCharsets.US_ASCII)));
        refuses(log, "does not open the keys");
        Files.delete(master);
        refuses(log, "master.key is missing");
        Files.write(master, right);
        Files.delete(warehouse.resolve("keys/master.check"));
        refuses(log, "master.check");
    }

    private void refuses(Path log, String why) {
        Map<String, String> before = files();
        Cli.Run run = run("ingest", log);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.complaints()).singleElement().asString().contains(why);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aLostKeyStopsAnIngestUntilItIsRestoredOrTheLossAccepted() throws IOException {
        Path file = warehouse.resolve("keys/audience/place_day/2025-10-14.json");
        byte[] backup = Files.readAllBytes(file);
        Files.delete(file);
        Path log = log("two.log", 200, 230);
        assertThat(list().get("audience/place_day/2025-10-14")).containsEntry("state", "lost");
        assertThat(run("doctor").out())
                .containsPattern("key files +fail +1 lost, such as audience/place_day/2025-10-14");
        refuses(log, "footfall keys destroy audience/place_day/2025-10-14");
        Files.write(file, backup);
        Cli.ingest(warehouse, log);
        Files.delete(file);
        assertThat(run("keys", "destroy", "audience/place_day/2025-10-14").code())
                .isZero();
        Cli.Run late = run("ingest", log("three.log", 400, 430));
        assertThat(late.code()).isZero();
        assertThat(late.err()).contains("late 30 hits");
    }

    @Test
    void keysThatAreAllGoneStopAnIngest() throws IOException {
        Files.move(warehouse.resolve("keys"), temp.resolve("away"));
        refuses(log("two.log", 200, 230), "restore the directory from a backup");
        Files.move(temp.resolve("away"), warehouse.resolve("keys"));
        Cli.ingest(warehouse, log("two.log", 200, 230));
    }
}
