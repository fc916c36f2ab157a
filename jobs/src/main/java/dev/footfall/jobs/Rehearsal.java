package dev.footfall.jobs;

import dev.footfall.jobs.warehouse.Warehouse;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the usual commands once on a throw-away warehouse, so that Java can write down the classes that they load
 * ({@code -XX:ArchiveClassesAtExit}) and later starts need not look for them in two hundred jars. For the launcher.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Runs the commands; what they answer does not matter.
     *
     * @param logs log files to ingest
     */
    public static void main(String[] logs) throws IOException {
        Path directory = Files.createTempDirectory("footfall-rehearsal");
        try {
            Path warehouse = directory.resolve("warehouse");
            Warehouse.openOrCreate(warehouse);
            List<String> ingest = new ArrayList<>(List.of("ingest"));
            ingest.addAll(List.of(logs));
            run(warehouse, ingest);
            run(warehouse, List.of("tables"));
            run(warehouse, List.of("report", "traffic", "--by", "page", "--who", "all"));
            run(warehouse, List.of("report", "audience", "--by", "week"));
            run(warehouse, List.of("report", "geo", "--by", "country"));
        } finally {
            delete(directory);
        }
    }

    private static void run(Path warehouse, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("--warehouse", warehouse.toString()));
        arguments.addAll(command);
        Footfall.commandLine()
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute(arguments.toArray(new String[0]));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            walk.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
