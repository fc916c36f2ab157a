package dev.footfall.jobs.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An independent count of a log by awk.
 *
 * @param bytes sum of the responses' bytes
 * @param clients hits by address, as logged
 * @param statuses hits by status
 * @param pages hits by path, as logged but for the query and the last slash
 */
record AwkCount(
        long lines,
        long hits,
        long ignored,
        long bytes,
        Map<String, Long> clients,
        Map<String, Long> statuses,
        Map<String, Long> pages) {

    /** Counts a file with one of the programs beside this class. */
    static AwkCount of(Path log, String program, String... variables) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("awk"));
        for (String variable : variables) {
            command.add("-v");
            command.add(variable);
        }
        Path source = Path.of("src/test/resources/dev/footfall/jobs/ingest").resolve(program);
        command.addAll(List.of("-f", source.toAbsolutePath().toString(), log.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process awk = builder.start();
        String out = new String(awk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (awk.waitFor() != 0) {
            throw new IOException("awk failed: " + out);
        }
        Map<String, Long> numbers = new TreeMap<>();
        Map<String, Long> clients = new TreeMap<>();
        Map<String, Long> statuses = new TreeMap<>();
        Map<String, Long> pages = new TreeMap<>();
        for (String line : out.lines().toList()) {
            int end = line.lastIndexOf(' ');
            long n = Long.parseLong(line.substring(end + 1));
            String name = line.substring(0, end);
            if (name.startsWith("client ")) {
                clients.put(name.substring("client ".length()), n);
            } else if (name.startsWith("status ")) {
                statuses.put(name.substring("status ".length()), n);
            } else if (name.startsWith("page ")) {
                pages.put(name.substring("page ".length()), n);
            } else {
                numbers.put(name, n);
            }
        }
        return new AwkCount(
                numbers.get("lines"),
                numbers.get("hits"),
                numbers.get("ignored"),
                numbers.get("bytes"),
                clients,
                statuses,
                pages);
    }
}
