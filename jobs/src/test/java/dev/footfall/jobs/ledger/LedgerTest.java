package dev.footfall.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.ledger.Act;
import dev.footfall.ledger.LedgerHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands note, and what becomes of it. */
class LedgerTest {
    @TempDir
    Path temp;

    private Path warehouse() {
        return temp.resolve("w");
    }

    private Cli.Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", warehouse()));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    private void fill() {
        Cli.ingest(warehouse(), Samples.write(temp.resolve("a.log"), Samples.lines(0, 10) + "bad\n"));
    }

    /** The first is that of the keys, which the ingest made. */
    private Path entry(int number) {
        return warehouse().resolve("ledger").resolve(String.format("%09d.entry", number));
    }

    @Test
    void eachCommandThatShowsSomethingNotesWhoWhatAndWhy() throws IOException {
        fill();
        Cli.Run report = run("report", "traffic", "--who", "all", "--by", "page", "--where", "method=GET");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(run("quarantine", "show", "--reveal", "--case", "OPS-311").code())
                .isZero();

        List<Map<String, Object>> rows =
                run("ledger", "list", "--output", "json").rows();

        assertThat(rows)
                .extracting(row -> row.get("command"))
                .containsExactly("quarantine show", "report traffic", KeyNotes.COMMAND);
        assertThat((String) rows.get(2).get("facts"))
                .contains("created audience/device_day/2025-10-14=", "created ingest/ledger/always=");
        assertThat(rows.get(0)).containsEntry("case", "OPS-311").containsEntry("rows", 1);
        assertThat(rows.get(1))
                .containsEntry("purposes", "audience analytics")
                .containsEntry("tables", "audience.hits")
                .containsEntry("who", Files.getOwner(warehouse()).getName());
        assertThat((String) rows.get(1).get("clauses")).contains("logs.audience", "logs.analytics");
        assertThat((String) rows.get(1).get("arguments")).contains("--by=page", "--where=method=GET");
        assertThat((String) rows.get(1).get("result")).matches("[0-9a-f]{32}");
        Cli.Run verified = run("ledger", "verify");
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.err()).contains("the ledger is whole: 3 entries", "head 3:");
    }

    @Test
    void aBrokenOneIsSaidSoWithExitCode3() throws IOException {
        fill();
        run("quarantine", "show");
        run("quarantine", "show");
        run("quarantine", "show");
        String head = run("ledger", "verify")
                .err()
                .lines()
                .filter(l -> l.startsWith("head "))
                .findFirst()
                .orElseThrow();
        Files.delete(entry(3));
        Cli.Run missing = run("ledger", "verify", "--output", "json");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.rows())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("entry", 3).containsEntry("finding", "missing"));
        Files.delete(entry(4));
        assertThat(run("ledger", "verify").code()).isZero();
        assertThat(run("ledger", "verify", "--head", head.substring("head ".length()))
                        .code())
                .isEqualTo(3);
        assertThat(run("ledger", "verify", "--head", "17").code()).isEqualTo(2);
    }

    @Test
    void theLastEntryIsVouchedForByItsSeal() throws IOException {
        fill();
        run("quarantine", "show");
        String text = Files.readString(entry(2));
        Files.delete(entry(2));
        Files.writeString(entry(2), text.replace("\"rows\":1", "\"rows\":0"));
        assertThat(run("ledger", "verify").code()).isEqualTo(3);
    }

    @Test
    void noEntryNoAnswer() throws IOException {
        fill();
        Path ledger = warehouse().resolve("ledger");
        run("quarantine", "show");
        try (var files = Files.list(ledger)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(ledger);
        Files.writeString(ledger, "in the way");
        Cli.Run shown = run("quarantine", "show");
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).contains("what is not noted is not done");
    }

    @Test
    void manyWritersMakeOneChain() throws Exception {
        fill();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<LedgerHead>> heads = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            heads.add(pool.submit(() -> Ledger.of(warehouse()).append(Act.of("report geo", List.of()))));
        }
        TreeSet<Long> numbers = new TreeSet<>();
        for (Future<LedgerHead> head : heads) {
            numbers.add(head.get().number());
        }
        pool.shutdown();
        assertThat(numbers)
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 81).boxed().toList());
        assertThat(run("ledger", "verify").code()).isZero();
    }

    @Test
    void groupMayAddEntriesAndNotTakeThemAway() throws IOException {
        fill();
        run("quarantine", "show");
        Path ledger = warehouse().resolve("ledger");
        assertThat((int) Files.getAttribute(ledger, "unix:mode") & 07777).isEqualTo(03770);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry(2))))
                .isEqualTo("rw-r-----");
        assertThat(Files.readString(entry(2), StandardCharsets.UTF_8)).contains("\"command\":\"quarantine show\"");
    }
}
