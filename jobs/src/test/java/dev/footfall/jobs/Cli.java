package dev.footfall.jobs;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command line in this JVM and keeps what it printed. */
public final class Cli {
    private Cli() {}

    /** How a command ended. */
    public record Run(int code, String out, String err) {}

    /** Runs the program with these arguments. */
    public static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Footfall.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Run(code, out.toString(), err.toString());
    }
}
