package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.table.Tables;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hit belongs to the day and hour of its site's clock, in every vault, also when that clock is put forward or back. */
class SiteDayTest {
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String BERLIN = "www.berlin.example";
    private static final String ELSEWHERE = "www.elsewhere.example";

    @TempDir
    static Path temp;

    private static Path warehouse;
    private static Path config;

    private static final List<String> INSTANTS = List.of(
            "2025-03-29T22:59:59Z",
            "2025-03-29T23:00:00Z",
            "2025-03-30T00:59:59Z",
            "2025-03-30T01:00:00Z",
            "2025-03-30T21:59:59Z",
            "2025-03-30T22:00:00Z",
            "2025-10-25T21:59:59Z",
            "2025-10-25T22:00:00Z",
            "2025-10-26T00:30:00Z",
            "2025-10-26T01:30:00Z",
            "2025-10-26T22:59:59Z",
            "2025-10-26T23:00:00Z");

    @BeforeAll
    static void ingestTheSameInstantsAtTwoSites() {
        config = Samples.write(temp.resolve("footfall.yaml"), """
                sites:
                  - name: elsewhere
                    hosts: [.elsewhere.example]
                  - name: berlin
                    hosts: [www.berlin.example]
                    zone: Europe/Berlin
                """);
        StringBuilder log = new StringBuilder();
        for (String instant : INSTANTS) {
            log.append(line(BERLIN, instant)).append(line(ELSEWHERE, instant));
        }
        warehouse = temp.resolve("w");
        Cli.ingest(warehouse, "--config", config, Samples.write(temp.resolve("vhosts.log"), log.toString()));
    }

    private static String line(String host, String instant) {
        return "%s:443 192.0.2.7 - - [%s] \"GET / HTTP/1.1\" 200 10 \"-\" \"curl/8.5.0\"%n"
                .formatted(host, CLF.format(Instant.parse(instant)));
    }

    @ParameterizedTest(name = "{0} is {1}, {2} h in Berlin")
    @CsvSource({
        "2025-03-29T22:59:59Z, 2025-03-29, 23",
        "2025-03-29T23:00:00Z, 2025-03-30, 0",
        "2025-03-30T00:59:59Z, 2025-03-30, 1",
        "2025-03-30T01:00:00Z, 2025-03-30, 3", // there is no two o'clock
        "2025-03-30T21:59:59Z, 2025-03-30, 23",
        "2025-03-30T22:00:00Z, 2025-03-31, 0",
        "2025-10-25T21:59:59Z, 2025-10-25, 23",
        "2025-10-25T22:00:00Z, 2025-10-26, 0",
        "2025-10-26T00:30:00Z, 2025-10-26, 2",
        "2025-10-26T01:30:00Z, 2025-10-26, 2", // two o'clock comes twice
        "2025-10-26T22:59:59Z, 2025-10-26, 23",
        "2025-10-26T23:00:00Z, 2025-10-27, 0",
    })
    void theDayAndHourAreThoseOfTheSitesClock(Instant instant, LocalDate day, int hour) {
        assertThat(clock("Europe/Berlin").day(instant.toEpochMilli())).isEqualTo((int) day.toEpochDay());
        assertThat(clock("Europe/Berlin").hour(instant.toEpochMilli())).isEqualTo(hour);
        assertThat(days(Stored.in(warehouse, Tables.AUDIENCE_HITS), "berlin")).containsEntry(instant, day);
        assertThat(Stored.in(warehouse, Tables.NETWORK_HOURLY)
                        .where("site", "berlin")
                        .where("day", day)
                        .counts("hour"))
                .containsKey(String.valueOf(hour));
    }

    private static DayClock clock(String zone) {
        return new DayClock(java.time.ZoneId.of(zone));
    }

    @Test
    void aSiteWithoutAZoneKeepsUtc() {
        days(Stored.in(warehouse, Tables.AUDIENCE_HITS), "elsewhere")
                .forEach((instant, day) -> assertThat(day).isEqualTo(LocalDate.ofInstant(instant, ZoneOffset.UTC)));
    }

    @Test
    void theSecurityVaultHasTheSameDays() {
        for (String site : List.of("berlin", "elsewhere")) {
            assertThat(days(Stored.in(warehouse, Tables.SECURITY_HITS), site))
                    .hasSize(INSTANTS.size())
                    .isEqualTo(days(Stored.in(warehouse, Tables.AUDIENCE_HITS), site));
        }
    }

    @Test
    void hoursOfADayAddUpToItsHits() {
        Stored network = Stored.in(warehouse, Tables.NETWORK_HOURLY).where("site", "berlin");
        Stored audience = Stored.in(warehouse, Tables.AUDIENCE_HITS).where("site", "berlin");
        audience.counts("day").forEach((day, hits) -> assertThat(
                        network.where("day", LocalDate.parse(day)).sum("hits"))
                .isEqualTo(hits));
    }

    @Test
    void theSiteThatTheUserNamesOutranksTheHost() {
        Path w = temp.resolve("forced");
        String log = line(ELSEWHERE, "2025-10-25T22:00:00Z");
        Cli.ingest(w, "--config", config, "--site", "berlin", Samples.write(temp.resolve("one.log"), log));
        Stored rows = Stored.in(w, Tables.AUDIENCE_HITS);
        assertThat(rows.only("site")).isEqualTo("berlin");
        assertThat(rows.only("day")).isEqualTo(LocalDate.parse("2025-10-26"));
        assertThat(rows.only("host")).isEqualTo(ELSEWHERE);
    }

    private static Map<Instant, LocalDate> days(Stored hits, String site) {
        Map<Instant, LocalDate> days = new TreeMap<>();
        hits.where("site", site)
                .rows()
                .forEach(row ->
                        days.put(((OffsetDateTime) row.getField("ts")).toInstant(), (LocalDate) row.getField("day")));
        return days;
    }
}
