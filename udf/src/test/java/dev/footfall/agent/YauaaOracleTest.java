package dev.footfall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.log.Field;
import dev.footfall.log.LineParser;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.log.LogLine;
import dev.footfall.log.Outcome;
import dev.footfall.oracle.KnownDifferences;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzer;
import org.junit.jupiter.api.Test;

/**
 * The classifier against YAUAA, weighed by hits: agents of the samples, of the demo's world, and of a list put together by
 * the shares of a large site ({@code agent_hits.csv}).
 *
 * <p>YAUAA calls tools robots, so that classes are compared as people and machines. Words that mean the same stand in
 * {@code yauaa_words.csv}; all other differences in {@code yauaa_differences.yaml}, with a judgement each.
 */
class YauaaOracleTest {
    private static final Path SAMPLES = Path.of("..", "data-samples", "logs");
    private static final double LEAST_AGREEMENT = 0.99;
    private static final List<String> FIELDS = List.of("class", "name", "version", "os");
    private static final Set<String> MACHINES = Set.of("Robot", "Robot Mobile", "Hacker", "Spy");
    private static final String UNKNOWN = "-1";

    @Test
    void agreesWithYauaaOnMostHits() throws IOException {
        Map<String, Long> hits = hits();
        Set<String> words = words();
        UserAgentAnalyzer other = UserAgentAnalyzer.newBuilder()
                .hideMatcherLoadStats()
                .dropTests()
                .withoutCache()
                .withFields(
                        "DeviceClass",
                        "AgentClass",
                        "AgentName",
                        "AgentVersionMajor",
                        "OperatingSystemName",
                        "WebviewAppName",
                        "WebviewAppVersionMajor")
                .build();
        KnownDifferences known = KnownDifferences.read(YauaaOracleTest.class, "yauaa_differences.yaml");
        Map<String, Long> compared = new HashMap<>();
        Map<String, Long> different = new HashMap<>();
        hits.forEach((agent, weight) -> {
            Map<String, String> ours = ours(agent);
            Map<String, String> theirs = theirs(other.parse(agent), ours.get("name"), words);
            for (String field : ours.keySet()) {
                compared.merge(field, weight, Long::sum);
                String our = ours.get(field);
                String their = theirs.get(field);
                if (!same(field, our, their, words)) {
                    different.merge(field, weight, Long::sum);
                    known.compare(field, agent, our, their, weight);
                }
            }
        });
        System.out.printf("YAUAA: %d agents, %d hits%n", hits.size(), compared.get("class"));
        for (String field : FIELDS) {
            double agreement = 1 - different.getOrDefault(field, 0L) / (double) compared.get(field);
            System.out.printf("  %s: the same for %.2f %% of hits%n", field, 100 * agreement);
            assertThat(agreement).as(field).isGreaterThanOrEqualTo(LEAST_AGREEMENT);
        }
        known.assertAllListed();
        System.out.print(known.summary());
    }

    /** Agents and their hits. */
    private static Map<String, Long> hits() throws IOException {
        Map<String, Long> hits = new LinkedHashMap<>();
        for (String line : lines("agent_hits.csv")) {
            String[] cells = line.split("\\|", 3);
            hits.merge(cells[2], Long.valueOf(cells[0]), Long::sum);
        }
        for (LogFormat format : LogFormats.bundled()) {
            for (String ending : List.of(".log", ".ndjson")) {
                Path sample = SAMPLES.resolve(format.name() + ending);
                if (Files.exists(sample)) {
                    sample(format, sample, hits);
                }
            }
        }
        return hits;
    }

    private static void sample(LogFormat format, Path file, Map<String, Long> hits) throws IOException {
        LineParser parser = format.newParser();
        LogLine out = new LogLine();
        for (String line : Files.readAllLines(file)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            if (parser.parse(bytes, 0, bytes.length, out) == Outcome.HIT && out.has(Field.AGENT)) {
                hits.merge(Objects.requireNonNull(out.text(Field.AGENT)), 1L, Long::sum);
            }
        }
    }

    private static Map<String, String> ours(String text) {
        Agent agent = AgentClassifier.bundled().classify(text);
        boolean human = agent.agentClass() == AgentClass.HUMAN;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("class", human ? "human" : "machine");
        values.put("name", agent.name());
        values.put("version", Integer.toString(agent.majorVersion()));
        if (human) { // a robot's system is not told
            values.put("os", agent.os());
        }
        return values;
    }

    /** What the other says; of an app that shows pages in a web view it tells both, and we the app. */
    private static Map<String, String> theirs(UserAgent agent, String ourName, Set<String> words) {
        String agentClass = agent.getValue("AgentClass");
        boolean machine = MACHINES.contains(agentClass) || MACHINES.contains(agent.getValue("DeviceClass"));
        boolean special = agentClass.equals("Special");
        String app = agent.getValue("WebviewAppName");
        boolean inApp = same("name", ourName, app, words);
        return Map.of(
                "class",
                machine || special ? "machine" : "human",
                "name",
                inApp ? app : agent.getValue("AgentName"),
                "version",
                major(agent.getValue(inApp ? "WebviewAppVersionMajor" : "AgentVersionMajor")),
                "os",
                agent.getValue("OperatingSystemName"));
    }

    /** The number that a version begins with. */
    private static String major(String version) {
        String digits = version.replaceFirst("^v", "").replaceFirst("[^0-9].*$", "");
        return digits.isEmpty() ? UNKNOWN : digits;
    }

    private static boolean same(String field, String ours, String theirs, Set<String> words) {
        return letters(ours).equals(letters(theirs)) || words.contains(field + "|" + theirs + "|" + ours);
    }

    private static String letters(String name) {
        return name.equals(UNKNOWN) ? name : name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Set<String> words() throws IOException {
        return new HashSet<>(lines("yauaa_words.csv"));
    }

    private static List<String> lines(String resource) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(YauaaOracleTest.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).toList();
        }
    }
}
