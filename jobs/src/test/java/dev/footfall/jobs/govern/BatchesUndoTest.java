package dev.footfall.jobs.govern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.table.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is undone leaves no row and no file, and its logs can be ingested again. */
class BatchesUndoTest {
    @TempDir
    Path temp;

    private Map<String, Object> ingest(String name, String text) {
        return Cli.ingest(temp.resolve("w"), Samples.write(temp.resolve(name), text))
                .get(0);
    }

    private Cli.Run run(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(new Object[] {"--warehouse", temp.resolve("w")}, 0, all, 0, 2);
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Cli.run(all);
    }

    private Map<String, Integer> rowsByTable(Cli.Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run.rows().stream()
                .collect(Collectors.toMap(row -> (String) row.get("table"), row -> (Integer) row.get("rows")));
    }

    private Map<Object, Object> states() {
        return run("batches", "list", "--output", "json").rows().stream()
                .collect(Collectors.toMap(row -> row.get("batch"), row -> row.get("state")));
    }

    @Test
    void itsRowsGoFromEveryTableAndItsFilesFromTheDisk() {
        Object kept = ingest("a.log", Samples.lines(0, 10) + "bad\n").get("batch");
        Map<String, Integer> before = Stored.sizes(temp.resolve("w"));
        Object batch = ingest("b.log", Samples.lines(10, 30) + "worse\nworst\n").get("batch");

        Cli.Run undo = run("batches", "undo", batch, "--output", "json");

        assertThat(rowsByTable(undo))
                .containsEntry("audience.hits", 20)
                .containsEntry("security.hits", 20)
                .containsEntry("ingest.quarantine", 2)
                .containsEntry("ingest.files", 1)
                .containsKey("network.hourly");
        assertThat(undo.err()).contains("batch " + batch + " is undone");
        Map<String, Integer> after = Stored.sizes(temp.resolve("w"));
        assertThat(after).containsEntry("ingest.batches", 2).containsEntry("ingest.adjustments", 5);
        before.forEach((table, rows) -> {
            if (!table.equals("ingest.batches") && !table.equals("ingest.adjustments")) {
                assertThat(after).containsEntry(table, rows);
            }
        });
        assertThat(states()).isEqualTo(Map.of(kept, "whole", batch, "undone"));
        assertThat(Stored.dataFiles(temp.resolve("w")))
                .filteredOn(file -> file.contains("/" + batch))
                .as("the account of the batch alone is left")
                .singleElement()
                .asString()
                .contains("/ingest/batches/");
        assertThat(Stored.unnamedFiles(temp.resolve("w"))).isEmpty();
    }

    @Test
    void toUndoItTwiceIsToUndoItOnce() {
        Object batch = ingest("a.log", Samples.lines(0, 10)).get("batch");
        run("batches", "undo", batch);
        Map<String, Integer> once = Stored.sizes(temp.resolve("w"));

        Cli.Run again = run("batches", "undo", batch, "--output", "json");

        assertThat(rowsByTable(again).values()).containsOnly(0);
        assertThat(again.err()).contains("was undone before");
        assertThat(Stored.sizes(temp.resolve("w"))).isEqualTo(once);
    }

    @Test
    void itsLogsCanBeIngestedAgain() {
        Object batch = ingest("a.log", Samples.lines(0, 10)).get("batch");
        run("batches", "undo", batch);

        assertThat(ingest("a.log", Samples.lines(0, 10)))
                .containsEntry("hits", 10)
                .containsEntry("duplicates", 0);
        assertThat(Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS).size()).isEqualTo(10);
    }

    @Test
    void whatALaterBatchWentOnFromIsUndoneAfterIt() {
        Object first = ingest("a.log", Samples.lines(0, 10)).get("batch");
        Object second = ingest("a.log", Samples.lines(0, 20)).get("batch");
        Object third = ingest("a.log", Samples.lines(0, 30)).get("batch");

        Cli.Run refused = run("batches", "undo", first);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.complaints())
                .singleElement()
                .asString()
                .contains("undo these first, in this order: " + second);
        assertThat(Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS).size()).isEqualTo(30);

        List.of(third, second, first)
                .forEach(batch ->
                        assertThat(run("batches", "undo", batch).code()).isZero());
        assertThat(ingest("a.log", Samples.lines(0, 30))).containsEntry("hits", 30);
    }

    @Test
    void onlyTheLastOfAGrownFileIsTakenAgainAfterItsUndo() {
        ingest("a.log", Samples.lines(0, 10));
        Object second = ingest("a.log", Samples.lines(0, 20)).get("batch");
        run("batches", "undo", second);
        assertThat(ingest("a.log", Samples.lines(0, 20)))
                .containsEntry("hits", 10)
                .containsEntry("duplicates", 10);
    }

    @Test
    void aBatchThatIsNotThereIsAUsageErrorWithTheNearestOne() {
        String batch = (String) ingest("a.log", Samples.lines(0, 1)).get("batch");
        Cli.Run run = run("batches", "undo", batch.substring(0, batch.length() - 1));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean '" + batch + "'?").hasLineCount(1);
    }
}
