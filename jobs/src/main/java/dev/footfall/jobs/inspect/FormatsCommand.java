package dev.footfall.jobs.inspect;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.output.OutputFormat;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.log.Detection;
import dev.footfall.log.LineParser;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.log.LogLine;
import dev.footfall.log.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall formats}: which log formats are known, and which one a file has. */
@Command(
        name = "formats",
        mixinStandardHelpOptions = true,
        description = {
            "Log formats that are known; with --try, which of them a file has and how its first lines are read.",
            "Clients, accounts, cookies and values in queries are shown as what they are, not as what they say."
        },
        footer = {
            "",
            "Examples:",
            "  footfall formats",
            "  footfall formats --try access.log.gz",
            "  footfall formats --try access.log --format '%%h %%l %%u %%t \"%%r\" %%>s %%b %%D'",
            "  footfall formats --try app.ndjson --mapping mapping.yaml"
        })
public final class FormatsCommand implements Callable<Integer> {
    private static final int TRIED_LINES = 200;
    private static final int SHOWN_LINES = 3;

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--try", paramLabel = "FILE", description = "Read this file's first " + TRIED_LINES + " lines.")
    @Nullable
    Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Try only this: a name, an Apache LogFormat or an nginx log_format string.")
    @Nullable
    String format;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "Try this mapping of JSON members too; repeat it for several.")
    List<Path> mappings = List.of();

    @Override
    public Integer call() {
        if (file == null && (format != null || !mappings.isEmpty())) {
            throw new UserException("--format and --mapping need a file", "name it with --try FILE");
        }
        return file == null ? list() : tryOn(file);
    }

    private int list() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (LogFormat known : LogFormats.bundled()) {
            String sample =
                    output.format() == OutputFormat.table ? known.sample().replace("\n", " ⏎ ") : known.sample();
            rows.add(Arrays.asList(known.name(), known.description(), sample));
        }
        output.print(
                new Rows(List.of("format", "description", "sample"), rows),
                spec.commandLine().getOut());
        return 0;
    }

    private int tryOn(Path log) {
        List<Path> all = new ArrayList<>(mappings);
        Workspace.of(footfall.options()).configuration().mappings().forEach(path -> all.add(Path.of(path)));
        FormatTrial trial = FormatTrial.withMappings(all);
        List<byte[]> lines = FirstLines.of(log, TRIED_LINES);
        Detection detection = trial.run(format, lines)
                .orElseThrow(() -> new UserException(
                        "no format fits " + log + trial.closest(lines),
                        "name one with --format, or describe lines of JSON with --mapping FILE"));
        PrintWriter out = spec.commandLine().getOut();
        if (output.format() == OutputFormat.table) {
            out.println(log.getFileName() + ": " + detection.summary());
        }
        output.print(fields(detection, lines), out);
        return 0;
    }

    /** The first lines, field by field. */
    private Rows fields(Detection detection, List<byte[]> lines) {
        List<String> columns = List.of("format", "confidence", "line", "field", "value");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        LineParser parser = detection.format().newParser();
        LogLine line = new LogLine();
        int shown = 0;
        for (int i = 0; i < lines.size() && shown < SHOWN_LINES; i++) {
            Outcome outcome = parser.parse(lines.get(i), 0, lines.get(i).length, line);
            if (outcome == Outcome.IGNORED) {
                continue;
            }
            shown++;
            Map<String, String> fields =
                    outcome == Outcome.HIT ? MaskedFields.of(line) : Map.of("not parsed", outcome.reason());
            for (Map.Entry<String, String> field : fields.entrySet()) {
                rows.add(Arrays.asList(
                        detection.format().name(), detection.confidence(), i + 1, field.getKey(), field.getValue()));
            }
        }
        Rows all = new Rows(columns, rows);
        return output.format() == OutputFormat.table ? all.without("format").without("confidence") : all;
    }
}
