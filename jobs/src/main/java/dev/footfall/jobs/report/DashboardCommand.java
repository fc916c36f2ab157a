package dev.footfall.jobs.report;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.ReadSession;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.dashboard.Dashboard;
import dev.footfall.jobs.dashboard.DashboardData;
import dev.footfall.jobs.dashboard.DashboardData.Finding;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.privacy.Purpose;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall dashboard}. */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        description = {
            "Writes one HTML file that shows what the tables hold, for everybody to see: it opens from disk, asks"
                    + " nothing of any server, and holds no cell that fewer browsers stand behind than the policy's k.",
            "",
            "Without --from it shows the last 35 days when there are 70 or more, else all there are. It is compared"
                    + " with the span before when the tables hold that."
        },
        footer = {
            "",
            "Examples:",
            "  footfall dashboard",
            "  footfall dashboard --from 2026-10 --to 2026-11 --out october.html",
            "  footfall dashboard --site shop --title \"Harbour Books\""
        })
public final class DashboardCommand implements Callable<Integer> {
    private static final int FINDINGS_SHOWN = 3;

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "dashboard.html",
            description = "Where to write it, over a file of that name (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("dashboard.html");

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day, in the site's time zone, as 2026-10-05 or 2026-10.")
    @Nullable
    String from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "The day after the last one, as 2026-11-01 or 2026-11 (default: all there are).")
    @Nullable
    String to;

    @Option(names = "--site", paramLabel = "SITE", description = "Only this site; repeat it for several.")
    List<String> sites = List.of();

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            defaultValue = "Footfall",
            description = "Heading of the page (default: ${DEFAULT-VALUE}).")
    String title = "Footfall";

    @Override
    public Integer call() {
        Scope asked = scope(Configuration.defaults());
        checkWritable(out);
        DashboardData data;
        try (ReadSession session = ReadSession.open(footfall.options())) {
            DashboardQueries.Source source = new DashboardQueries.Source(
                    session.countedHits(), session.table("ingest.files"), session.table("ingest.batches"));
            Scope scope = scope(session.configuration()).between(asked.from(), asked.to());
            DashboardQueries.Wish wish = new DashboardQueries.Wish(
                    title, scope, session.workspace().policy().k());
            data = DashboardQueries.read(source, wish);
            session.workspace()
                    .ledger()
                    .append(NotedCommand.act(
                                    spec,
                                    session.workspace().policy(),
                                    List.of(Purpose.AUDIENCE, Purpose.GEOGRAPHY, Purpose.ANALYTICS))
                            .tables(List.of("audience.hits", "ingest.files", "ingest.batches")));
        }
        write(data, out);
        PrintWriter printed = spec.commandLine().getOut();
        printed.println(out.toAbsolutePath().normalize());
        data.findings().stream().limit(FINDINGS_SHOWN).map(Finding::text).forEach(text -> printed.println("- " + text));
        printed.flush();
        return 0;
    }

    private Scope scope(Configuration configuration) {
        return new Scope(
                ReportOptions.date("--from", from),
                ReportOptions.date("--to", to),
                sites,
                Who.all,
                List.of(),
                configuration::zone);
    }

    private static void checkWritable(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new UserException(file + " is a directory", "name a file with --out FILE");
        }
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new UserException(
                    "cannot write to " + parent + ", where the dashboard should go",
                    "make that directory, or name another file with --out FILE");
        }
    }

    /**
     * Writes the page beside its place and moves it there when it is whole.
     *
     * @throws UserException when the file cannot be written
     */
    public static void write(DashboardData data, Path file) {
        checkWritable(file);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(part)) {
                Dashboard.render(data, writer);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw UserException.failed(
                    "cannot write " + file + " (" + Reason.of(e) + ")",
                    "check that the disk has room and the directory is yours");
        }
    }
}
