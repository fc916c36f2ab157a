package dev.footfall.jobs.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.execution.LocalExecutionControlProvider;

/** A Jupyter notebook whose code is Java, executed in this process as a kernel would. */
record Notebook(JsonNode json) {
    static Notebook read(Path file) throws IOException {
        return new Notebook(new ObjectMapper().readTree(file.toFile()));
    }

    /** Source of the code cells, in order. */
    List<String> code() {
        List<String> code = new ArrayList<>();
        for (JsonNode cell : json.path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                StringBuilder source = new StringBuilder();
                cell.path("source").forEach(line -> source.append(line.asText()));
                code.add(source.toString());
            }
        }
        return code;
    }

    /**
     * Runs all code cells.
     *
     * @return what each cell printed
     * @throws AssertionError naming the cell that does not compile or fails
     */
    List<String> run() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        PrintStream before = System.out;
        List<String> outputs = new ArrayList<>();
        try (JShell shell = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), null)
                .build()) {
            for (String entry : classPath()) {
                shell.addToClasspath(entry);
            }
            System.setOut(out);
            int number = 0;
            for (String cell : code()) {
                number++;
                runCell(shell, number, cell);
                outputs.add(printed.toString(StandardCharsets.UTF_8));
                printed.reset();
            }
        } finally {
            System.setOut(before);
        }
        return outputs;
    }

    private static void runCell(JShell shell, int number, String cell) {
        String rest = cell;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo piece = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (!piece.completeness().isComplete()) {
                throw new AssertionError("cell " + number + " is not complete Java: " + rest);
            }
            for (SnippetEvent event : shell.eval(piece.source())) {
                check(shell, number, event);
            }
            rest = piece.remaining();
        }
    }

    private static void check(JShell shell, int number, SnippetEvent event) {
        if (event.exception() instanceof EvalException thrown) {
            throw new AssertionError("cell " + number + " threw " + thrown.getExceptionClassName(), thrown);
        }
        boolean declared = event.snippet() instanceof DeclarationSnippet declaration
                && shell.unresolvedDependencies(declaration).findAny().isPresent();
        if (event.status() != Snippet.Status.VALID || event.exception() != null || declared) {
            StringBuilder why = new StringBuilder();
            shell.diagnostics(event.snippet())
                    .forEach(d -> why.append(d.getMessage(Locale.ENGLISH)).append('\n'));
            throw new AssertionError(
                    "cell " + number + " does not compile: " + event.snippet().source() + "\n" + why,
                    event.exception());
        }
    }

    /** What the tests run on; Surefire keeps the true class path in a property of its own. */
    private static List<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(path.split(java.io.File.pathSeparator));
    }
}
