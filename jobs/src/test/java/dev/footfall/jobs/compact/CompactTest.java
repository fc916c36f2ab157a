package dev.footfall.jobs.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction makes few files of many and leaves every row, every batch and every promise as it was. */
class CompactTest {
    private static final int BATCHES = 4;

    @TempDir
    Path temp;

    private final List<Object> batches = new ArrayList<>();

    @BeforeEach
    void ingest() {
        for (int i = 0; i < BATCHES; i++) {
            Path log = Samples.write(temp.resolve(i + ".log"), Samples.lines(10 * i, 10 * i + 10) + "bad " + i + "\n");
            batches.add(Cli.ingest(w(), log).get(0).get("batch"));
        }
    }

    private Path w() {
        return temp.resolve("w");
    }

    private Cli.Run run(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(new Object[] {"--warehouse", w()}, 0, all, 0, 2);
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        Cli.Run run = Cli.run(all);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private Map<String, Map<String, Long>> rows() {
        Map<String, Map<String, Long>> rows = new TreeMap<>();
        for (TableSpec spec : Tables.ALL) {
            List<String> columns = spec.columns().stream().map(c -> c.name()).toList();
            rows.put(spec.fullName(), Stored.in(w(), spec).bag(columns));
        }
        return rows;
    }

    private Map<Object, Object> column(Cli.Run run, String column) {
        return run.rows().stream().collect(Collectors.toMap(row -> row.get("table"), row -> row.get(column)));
    }

    @Test
    void aDayOfManyFilesBecomesOneFileWithTheSameRows() {
        Map<String, Map<String, Long>> before = rows();

        Cli.Run compact = run("tables", "compact", "--output", "json");

        assertThat(column(compact, "files_before")).containsEntry("audience.hits", BATCHES);
        assertThat(column(compact, "files_after"))
                .containsEntry("audience.hits", 1)
                .containsEntry("security.hits", 1)
                .containsEntry("network.hourly", 1)
                .containsEntry("ingest.quarantine", 1)
                .containsEntry("ingest.files", 1)
                .containsEntry("ingest.batches", 1);
        assertThat(rows()).isEqualTo(before);
        assertThat(Stored.unnamedFiles(w())).as("replaced files are gone").isEmpty();
        assertThat(Stored.dataFiles(w())).hasSize(6);
        assertThat(w().resolve("plans")).isEmptyDirectory();
        assertThat(column(run("tables", "compact", "--output", "json"), "files_after"))
                .as("a second time there is nothing to do")
                .containsEntry("audience.hits", 1);
    }

    @Test
    void aBatchCanBeUndoneFromAFileThatHoldsSeveral() {
        run("tables", "compact");
        Object batch = batches.get(1);

        run("batches", "undo", batch);

        assertThat(Stored.in(w(), Tables.AUDIENCE_HITS).where("batch", batch).size())
                .isZero();
        assertThat(Stored.sizes(w()))
                .containsEntry("audience.hits", 10 * (BATCHES - 1))
                .containsEntry("security.hits", 10 * (BATCHES - 1))
                .containsEntry("ingest.quarantine", BATCHES - 1)
                .containsEntry("ingest.files", BATCHES - 1)
                .containsEntry("ingest.batches", BATCHES);
        assertThat(Stored.unnamedFiles(w())).isEmpty();
        assertThat(Cli.ingest(w(), temp.resolve("1.log")).get(0)).containsEntry("hits", 10);
        assertThat(Cli.ingest(w(), temp.resolve("2.log")).get(0)).containsEntry("duplicates", 11);
    }

    @Test
    void linesInQuarantineCanStillBeOpened() {
        run("tables", "compact", "--table", "ingest.quarantine");
        assertThat(run("quarantine", "show", "--output", "csv").out())
                .doesNotContain("cannot be decrypted")
                .contains("xxx 9");
    }

    @Test
    void rowsOfAVaultAreInTheOrderOfItsOwnToken() {
        run("tables", "compact");
        assertThat(inOrder(Tables.AUDIENCE_HITS, "device_day")).isSorted();
        assertThat(inOrder(Tables.SECURITY_HITS, "ip")).isSorted();
        assertThat(inOrder(Tables.AUDIENCE_HITS, "bytes"))
                .as("control: the order of another column is another")
                .isNotEqualTo(
                        inOrder(Tables.AUDIENCE_HITS, "bytes").stream().sorted().toList());
    }

    private List<String> inOrder(TableSpec spec, String column) {
        return Stored.in(w(), spec).column(column).stream().map(String::valueOf).toList();
    }

    @Test
    void onlyDaysBeforeTheOneNamedAreCompacted() {
        Cli.Run compact = run("tables", "compact", "--day-before", "2025-10-14", "--output", "json");
        assertThat(column(compact, "files_after")).containsEntry("audience.hits", BATCHES);
        compact = run("tables", "compact", "--day-before", "2025-10-15", "--output", "json");
        assertThat(column(compact, "files_after"))
                .containsEntry("audience.hits", 1)
                .containsEntry("ingest.files", BATCHES);
    }

    @Test
    void daysAreListedWithRowsFilesAndBytes() {
        Cli.Run days = run("tables", "audience.hits", "--by", "day", "--output", "json");
        assertThat(days.rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("table", "audience.hits")
                .containsEntry("day", "2025-10-14")
                .containsEntry("rows", 10 * BATCHES)
                .containsEntry("files", BATCHES)
                .containsKey("bytes"));
        assertThat(run("tables", "--by", "day", "--output", "json").rows())
                .extracting(row -> row.get("table"))
                .contains("network.hourly", "ingest.batches");
    }

    @Test
    void whatARewritingThatDiedLeftIsRemovedByTheNextCommand() throws IOException {
        Map<String, Map<String, Long>> before = rows();
        Path named = Path.of(Stored.dataFiles(w()).iterator().next());
        Path orphan = Files.copy(named, named.resolveSibling("00000-1-dead.parquet"));
        Warehouse.open(w()).beginRewriting("20261124T021200Z-1a2b3c4d");
        assertThat(Stored.unnamedFiles(w())).containsExactly(orphan.toString());

        run("tables");

        assertThat(orphan).doesNotExist();
        assertThat(rows()).isEqualTo(before);
        assertThat(w().resolve("plans")).isEmptyDirectory();
    }

    @Test
    void aTableThatIsNotThereIsAUsageError() {
        Cli.Run run = Cli.run("--warehouse", w(), "tables", "compact", "--table", "audience.hit");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean 'audience.hits'?");
    }
}
