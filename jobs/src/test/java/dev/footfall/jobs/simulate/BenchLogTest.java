package dev.footfall.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.geo.AddressText;
import dev.footfall.geo.AsnDatabase;
import dev.footfall.geo.CityDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchLogTest {
    private static final Pattern COMBINED = Pattern.compile(
            "(\\S+) - - \\[\\d\\d/(?:Sep|Oct)/2026:\\d\\d:\\d\\d:\\d\\d \\+0000] \"(GET|POST) (/\\S*) HTTP/[12]\\.[01]\""
                    + " (\\d{3}) (\\d+|-) \"([^\"]+)\" \"([^\"]+)\"");

    @TempDir
    Path dir;

    @Test
    void linesAreCombinedVariedAndInTheDatabases() throws IOException {
        Path log = dir.resolve("bench.log");
        BenchLog.write(log, 20_000, 3);
        List<String> lines = Files.readAllLines(log, StandardCharsets.US_ASCII);
        assertThat(lines).hasSize(20_000);
        Set<String> clients = new HashSet<>();
        Set<String> agents = new HashSet<>();
        Set<String> statuses = new HashSet<>();
        for (String line : lines) {
            Matcher m = COMBINED.matcher(line);
            assertThat(m.matches()).as(line).isTrue();
            clients.add(m.group(1));
            statuses.add(m.group(4));
            agents.add(m.group(7));
        }
        assertThat(clients).hasSizeBetween(1_500, 2_000);
        assertThat(agents).hasSizeBetween(200, 500);
        assertThat(statuses).contains("200", "304", "404", "500");
        BenchLog.writeDatabases(dir.resolve("city.mmdb"), dir.resolve("asn.mmdb"));
        try (CityDatabase city = CityDatabase.open(dir.resolve("city.mmdb"));
                AsnDatabase asn = AsnDatabase.open(dir.resolve("asn.mmdb"))) {
            for (String client : clients) {
                assertThat(city.lookup(AddressText.parse(client)).city()).isNotNull();
                assertThat(asn.lookup(AddressText.parse(client)).asn()).isPositive();
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        BenchLog.write(dir.resolve("a"), 5_000, 3);
        BenchLog.write(dir.resolve("b"), 5_000, 3);
        BenchLog.write(dir.resolve("c"), 5_000, 4);
        assertThat(dir.resolve("a")).hasSameBinaryContentAs(dir.resolve("b"));
        assertThat(Files.mismatch(dir.resolve("a"), dir.resolve("c"))).isNotNegative();
    }

    @Test
    void noLineMakesAnEmptyFile() throws IOException {
        BenchLog.write(dir.resolve("none"), 0, 1);
        assertThat(dir.resolve("none")).isEmptyFile();
    }

    @Test
    void countsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> BenchLog.write(dir.resolve("x"), -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BenchLog.write(dir.resolve("x"), 1, 1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
