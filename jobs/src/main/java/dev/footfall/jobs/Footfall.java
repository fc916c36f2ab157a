package dev.footfall.jobs;

import dev.footfall.jobs.demo.BenchCommand;
import dev.footfall.jobs.demo.DemoCommand;
import dev.footfall.jobs.door.DiscloseCommand;
import dev.footfall.jobs.door.HoldCommand;
import dev.footfall.jobs.door.OptOutCommand;
import dev.footfall.jobs.door.RevealCommand;
import dev.footfall.jobs.door.ShareCommand;
import dev.footfall.jobs.evaluate.EvaluateCommand;
import dev.footfall.jobs.govern.BatchesCommand;
import dev.footfall.jobs.govern.KeysCommand;
import dev.footfall.jobs.govern.PolicyCommand;
import dev.footfall.jobs.govern.QuarantineCommand;
import dev.footfall.jobs.govern.TablesCommand;
import dev.footfall.jobs.ingest.IngestCommand;
import dev.footfall.jobs.inspect.DoctorCommand;
import dev.footfall.jobs.inspect.FormatsCommand;
import dev.footfall.jobs.ledger.LedgerCommand;
import dev.footfall.jobs.release.ReleasesCommand;
import dev.footfall.jobs.report.DashboardCommand;
import dev.footfall.jobs.report.ReportCommand;
import dev.footfall.jobs.retain.RetainCommand;
import dev.footfall.jobs.simulate.SimulateCommand;
import dev.footfall.jobs.subject.EraseCommand;
import dev.footfall.jobs.subject.SubjectCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The program: {@code footfall COMMAND …}. Commands are loaded here, Spark only by those that need it. */
@Command(
        name = "footfall",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Browser and server logs in, answers out, nothing learnt beyond what the privacy policy permits.",
        subcommands = {
            DemoCommand.class,
            SimulateCommand.class,
            EvaluateCommand.class,
            BenchCommand.class,
            IngestCommand.class,
            ReportCommand.class,
            DashboardCommand.class,
            FormatsCommand.class,
            PolicyCommand.class,
            KeysCommand.class,
            BatchesCommand.class,
            QuarantineCommand.class,
            RetainCommand.class,
            SubjectCommand.class,
            EraseCommand.class,
            RevealCommand.class,
            HoldCommand.class,
            DiscloseCommand.class,
            ShareCommand.class,
            ReleasesCommand.class,
            OptOutCommand.class,
            LedgerCommand.class,
            TablesCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  footfall demo --out demo-out",
            "  footfall --warehouse w ingest access.log*",
            "  footfall --warehouse w report traffic --by page",
            "  footfall policy explain audience.hits.browser",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, configuration or input, 3 done and found what it looked for."
        })
public final class Footfall {
    @Mixin
    GlobalOptions options = new GlobalOptions();

    /** What every command takes. */
    public GlobalOptions options() {
        return options;
    }

    /** The command line, for the program and for tests. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Footfall());
        versioned(line);
        return line.setParameterExceptionHandler((wrong, arguments) -> usage(wrong, arguments.length == 0))
                .setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown, command.getErr()));
    }

    /** {@code --version} after any command prints the program's version. */
    private static void versioned(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(Footfall::versioned);
    }

    private static int usage(ParameterException wrong, boolean nothingTyped) {
        PrintWriter err = wrong.getCommandLine().getErr();
        if (nothingTyped) {
            wrong.getCommandLine().usage(err);
        } else {
            err.println("footfall: " + UsageMessage.of(wrong));
        }
        err.flush();
        return UserException.EXIT_USAGE;
    }

    private static int failed(Throwable thrown, PrintWriter err) {
        if (ending()) {
            // Spark stops under the command's feet, and what it throws then says nothing.
            err.println("footfall: interrupted");
            err.flush();
            return Failure.EXIT_FAILED;
        }
        return Failure.of(thrown)
                .map(failure -> {
                    err.println("footfall: " + failure.message());
                    err.flush();
                    return failure.exitCode();
                })
                .orElseGet(() -> {
                    BugReport.print(thrown, err);
                    return Failure.EXIT_FAILED;
                });
    }

    /** Whether a signal ends the program; to ask is to try what is refused from then on. */
    private static boolean ending() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        int code = run(commandLine().setOut(out).setErr(err), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs one command, and says what it failed with; gives its exit code. */
    static int run(CommandLine line, String[] args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            // picocli hands on exceptions only; running out of memory is none.
            return failed(e, line.getErr());
        }
    }

    /** Output is UTF-8 whatever the locale says: JSON and CSV are read by programs. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
                descriptor == FileDescriptor.err);
    }
}
