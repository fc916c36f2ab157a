package dev.footfall.jobs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs commands as the program does, in this JVM and on its Spark. */
public final class Cli {
    /**
     * What a command gave.
     *
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Run(int code, String out, String err) {
        /** The rows that a command with {@code --output json} printed. */
        public List<Map<String, Object>> rows() {
            try {
                return new ObjectMapper().readValue(out, new TypeReference<>() {});
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + out + err, e);
            }
        }

        /** Lines on standard error that are not notes. */
        public List<String> complaints() {
            return err.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("note: "))
                    .toList();
        }
    }

    private Cli() {}

    /** Runs {@code footfall} with these arguments. */
    public static Run run(Object... arguments) {
        SharedSpark.session();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream systemErr = System.err;
        PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
        PrintStream caught = new PrintStream(err, true, StandardCharsets.UTF_8);
        System.setErr(caught);
        try {
            int code = Footfall.run(
                    Footfall.commandLine().setOut(writer).setErr(new PrintWriter(caught, true, StandardCharsets.UTF_8)),
                    Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
            writer.flush();
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(systemErr);
        }
    }

    /** Runs {@code footfall} with bytes on its standard input. */
    public static Run runWithInput(byte[] input, Object... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    /** Ingests into a warehouse, as JSON; fails when the command does. */
    public static List<Map<String, Object>> ingest(Path warehouse, Object... arguments) {
        Object[] all = new Object[arguments.length + 5];
        System.arraycopy(new Object[] {"--warehouse", warehouse, "ingest", "--output", "json"}, 0, all, 0, 5);
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        Run run = run(all);
        if (run.code != 0) {
            throw new AssertionError("exit code " + run.code + ": " + run.err);
        }
        return run.rows();
    }
}
