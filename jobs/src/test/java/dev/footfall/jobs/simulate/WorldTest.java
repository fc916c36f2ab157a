package dev.footfall.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.geo.AddressText;
import dev.footfall.geo.AsnDatabase;
import dev.footfall.geo.CityDatabase;
import dev.footfall.geo.NamedNetworks;
import dev.footfall.geo.Operator;
import dev.footfall.geo.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small world, read back by a plain regular expression. */
class WorldTest {
    private static final WorldSettings SETTINGS =
            WorldSettings.defaults().withPeople(500).withDays(LocalDate.of(2026, 10, 19), 16);
    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern LINE = Pattern.compile("([0-9a-f.:]+) - (\\S+) \\[([^]]+)] " + QUOTED
            + " (\\d{3}) (\\d+|-) " + QUOTED + " " + QUOTED + " " + QUOTED + " " + QUOTED + " (\\d+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private record Line(
            String address,
            String user,
            OffsetDateTime time,
            String request,
            int status,
            String referrer,
            String agent,
            String cookie,
            String setCookie) {}

    @TempDir
    static Path dir;

    private static WorldSummary summary = World.of(SETTINGS) == null ? null : null;
    private static JsonNode truth;
    private static final List<Line> LINES = new ArrayList<>();
    private static int malformed;

    @BeforeAll
    static void writeAndRead() throws IOException {
        summary = World.of(SETTINGS).write(dir.resolve("world"));
        truth = new ObjectMapper().readTree(summary.truth().toFile());
        for (Path log : summary.logs()) {
            for (String text : Files.readAllLines(log, StandardCharsets.UTF_8)) {
                Line line = parse(text);
                if (line == null) {
                    malformed++;
                } else {
                    LINES.add(line);
                }
            }
        }
    }
}
