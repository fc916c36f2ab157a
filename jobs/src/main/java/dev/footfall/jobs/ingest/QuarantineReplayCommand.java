package dev.footfall.jobs.ingest;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Version;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.table.Tables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footfall quarantine replay}: lines that parse now become hits. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Reads lines in quarantine again, after a format, a mapping or the program was mended.",
            "Those that parse become hits of a new batch and leave quarantine; the others stay."
        },
        footer = {
            "",
            "Examples:",
            "  footfall quarantine replay",
            "  footfall quarantine replay --batch 20261124T021200Z-1a2b3c4d --format nginx_json",
            "  footfall quarantine replay --format ndjson --mapping mapping.yaml"
        })
public final class QuarantineReplayCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("name", "format", "replayed", "hits", "still_quarantined", "batch");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--batch", paramLabel = "ID", description = "Only lines of this batch.")
    @Nullable
    String batch;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "Format to read the lines by, as for ingest; auto is the one by which each was read (default:"
                    + " ${DEFAULT-VALUE}).")
    String format = "auto";

    @Option(names = "--mapping", paramLabel = "FILE", description = "Mapping of JSON fields, for --format ndjson.")
    @Nullable
    Path mapping;

    @Mixin
    DatabaseOptions databases = new DatabaseOptions();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Footfall footfall = (Footfall) spec.root().userObject();
        Workspace workspace = Workspace.of(footfall.options());
        Configuration configuration = databases.over(workspace.configuration());
        QuarantineReplay replay =
                new QuarantineReplay(workspace.openWarehouse(), configuration, Version.program(), Clock.systemUTC());
        QuarantineReplay.Answer answer =
                replay.run(new QuarantineReplay.Request(batch, Mappings.chosen(format, mapping)));
        long lines = answer.counts().stream()
                .mapToLong(QuarantineReplay.Count::replayed)
                .sum();
        workspace
                .ledger()
                .append(NotedCommand.act(spec, workspace.policy(), Set.of())
                        .tables(List.of(Tables.QUARANTINE.fullName()))
                        .rows(lines)
                        .facts(answer.batch().map(id -> Map.of("batch", id)).orElse(Map.of())));
        PrintWriter out = spec.commandLine().getOut();
        output.print(rows(answer), out);
        out.flush();
        summarise(answer, spec.commandLine().getErr());
        return 0;
    }

    private static Rows rows(QuarantineReplay.Answer answer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (QuarantineReplay.Count one : answer.counts()) {
            rows.add(Arrays.asList(
                    one.name(),
                    one.format(),
                    one.replayed(),
                    one.hits(),
                    one.replayed() - one.hits(),
                    one.hits() == 0 ? null : answer.batch().orElse(null)));
        }
        return new Rows(COLUMNS, rows);
    }

    private static void summarise(QuarantineReplay.Answer answer, PrintWriter err) {
        long replayed = answer.counts().stream()
                .mapToLong(QuarantineReplay.Count::replayed)
                .sum();
        long hits =
                answer.counts().stream().mapToLong(QuarantineReplay.Count::hits).sum();
        err.printf(
                Locale.ROOT,
                "%,d lines replayed: %,d are hits now, %,d are still quarantined%n",
                replayed,
                hits,
                replayed - hits);
        answer.notes().forEach(note -> err.println("note: " + note));
        answer.batch().ifPresent(id -> err.println("batch " + id + " holds the hits"));
        err.flush();
    }
}
