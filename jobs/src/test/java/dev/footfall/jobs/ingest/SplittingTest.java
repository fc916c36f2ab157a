package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.simulate.BenchLog;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that several tasks read in parts gives the rows that one task makes of the whole. */
class SplittingTest {
    private static final int LINES = 80_000;
    private static final Set<String> OF_THE_RUN = Set.of("batch", "file", "site");

    @TempDir
    Path temp;

    @Test
    void partsAndTheWholeGiveTheSameRowsTokensIncluded() throws IOException {
        Path plain = temp.resolve("bench.log");
        BenchLog.write(plain, LINES, 7);
        assertThat(Files.size(plain)).isGreaterThan(2 * TaskBalance.SMALLEST_TASK);
        Path whole = Samples.write(temp.resolve("bench.log.zst"), Samples.zstd(Files.readString(plain)));

        Path w = temp.resolve("w");
        assertThat(Cli.ingest(w, plain, "--site", "parts").get(0)).containsEntry("hits", LINES);
        assertThat(Cli.ingest(w, whole, "--site", "whole").get(0)).containsEntry("hits", LINES);

        for (TableSpec table : List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS)) {
            List<String> columns = table.columns().stream()
                    .map(ColumnSpec::name)
                    .filter(name -> !OF_THE_RUN.contains(name))
                    .toList();
            Stored rows = Stored.in(w, table);
            assertThat(rows.where("site", "parts").bag(columns))
                    .isEqualTo(rows.where("site", "whole").bag(columns));
        }
        assertThat(Stored.in(w, Tables.NETWORK_HOURLY).where("site", "parts").sum("hits"))
                .isEqualTo(LINES);
    }
}
