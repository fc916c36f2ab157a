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
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
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

    /** A world's files as a reader sees them. */
    private record Read(WorldSummary summary, JsonNode truth, List<Line> lines, int malformed) {
        static Read of(WorldSummary summary) throws IOException {
            List<Line> lines = new ArrayList<>();
            int malformed = 0;
            for (Path log : summary.logs()) {
                for (String text : Files.readAllLines(log, StandardCharsets.US_ASCII)) {
                    Line line = parse(text);
                    if (line == null) {
                        malformed++;
                    } else {
                        lines.add(line);
                    }
                }
            }
            JsonNode truth = new ObjectMapper().readTree(summary.truth().toFile());
            return new Read(summary, truth, lines, malformed);
        }
    }

    private static final AtomicReference<Read> WORLD = new AtomicReference<>();

    @BeforeAll
    static void writeAndRead() throws IOException {
        WORLD.set(Read.of(World.of(SETTINGS).write(dir.resolve("world"))));
    }

    private static Read world() {
        return WORLD.get();
    }

    private static @Nullable Line parse(String text) {
        Matcher m = LINE.matcher(text);
        if (!m.matches()) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(m.group(3), TIME);
            return new Line(
                    m.group(1),
                    m.group(2),
                    time,
                    m.group(4),
                    Integer.parseInt(m.group(5)),
                    m.group(7),
                    m.group(8),
                    m.group(9),
                    m.group(10));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @Test
    void theSameSettingsGiveTheSameBytesAndAnotherSeedOthers() throws IOException {
        WorldSettings small = SETTINGS.withPeople(60).withDays(SETTINGS.firstDay(), 4);
        World.of(small).write(dir.resolve("first"));
        World.of(small).write(dir.resolve("again"));
        WorldSummary other = World.of(small.withSeed(2)).write(dir.resolve("other"));
        for (String name : List.of("city.mmdb", "asn.mmdb", "networks.csv", "entitlements.csv", "truth.json")) {
            assertThat(dir.resolve("first").resolve(name))
                    .hasSameBinaryContentAs(dir.resolve("again").resolve(name));
        }
        for (Path log : other.logs()) {
            Path name = Path.of("logs").resolve(log.getFileName());
            assertThat(dir.resolve("first").resolve(name))
                    .hasSameBinaryContentAs(dir.resolve("again").resolve(name));
            assertThat(Files.mismatch(dir.resolve("first").resolve(name), log)).isNotNegative();
        }
    }

    @Test
    void everyLineParsesButThePlantedOnes() {
        assertThat(world().malformed)
                .isEqualTo(world().truth.at("/lines/malformed").asInt());
        assertThat((long) world().malformed)
                .isEqualTo(world().summary.malformedLines())
                .isGreaterThanOrEqualTo(5);
        assertThat((long) world().malformed + world().lines.size())
                .isEqualTo(world().summary.lines());
        assertThat(world().truth.at("/lines/all").asLong())
                .isEqualTo(world().summary.lines());
    }

    @Test
    void everyFileHoldsItsDayInOrderOfTime() throws IOException {
        assertThat(world().summary.logs()).hasSize(SETTINGS.days());
        for (int i = 0; i < SETTINGS.days(); i++) {
            LocalDate day = SETTINGS.firstDay().plusDays(i);
            Path log = world().summary.logs().get(i);
            assertThat(log).hasFileName("access-" + day + ".log");
            OffsetDateTime before = OffsetDateTime.MIN;
            for (String text : Files.readAllLines(log, StandardCharsets.US_ASCII)) {
                Line line = parse(text);
                if (line != null) {
                    assertThat(line.time.toLocalDate()).isEqualTo(day);
                    assertThat(line.time).isAfterOrEqualTo(before);
                    before = line.time;
                }
            }
        }
    }

    @Test
    void peopleByPlaceSumToAll() {
        JsonNode truth = world().truth;
        for (String place : List.of("people_by_country", "people_by_region", "people_by_city")) {
            assertThat(sum(truth.get(place).get("all")))
                    .isEqualTo(truth.at("/people/all").asLong());
            for (String span : List.of("month", "week")) {
                truth.at("/people/" + span).properties().forEach(e -> assertThat(
                                sum(truth.get(place).get(span).get(e.getKey())))
                        .as(place + " " + e.getKey())
                        .isEqualTo(e.getValue().asLong()));
            }
        }
    }

    @Test
    void visitsAndPageviewsOfDaysSumToWeeksMonthsAndAll() {
        for (String what : List.of("visits", "pageviews", "cookies_issued")) {
            JsonNode counts = world().truth.get(what);
            long all = counts.get("all").asLong();
            assertThat(all).isPositive();
            for (String span : List.of("day", "week", "month")) {
                assertThat(sum(counts.get(span))).as(what + " by " + span).isEqualTo(all);
            }
        }
    }

    @Test
    void aLongerSpanHasNoFewerPeopleAndNoMoreThanItsParts() {
        for (String what : List.of("people", "browsers", "people_signed_in", "cookies_returned")) {
            JsonNode counts = world().truth.get(what);
            for (String span : List.of("day", "week", "month")) {
                long most = 0;
                for (JsonNode part : counts.get(span)) {
                    most = Math.max(most, part.asLong());
                }
                assertThat(counts.get("all").asLong()).isBetween(most, sum(counts.get(span)));
            }
        }
        assertThat(world().truth.at("/browsers/all").asLong())
                .isGreaterThan(world().truth.at("/people/all").asLong());
    }

    /** The truth counted again from the log: accounts, cookies and pages of people. */
    @Test
    void truthIsWhatTheLogShows() {
        Set<String> issued = new HashSet<>();
        Set<String> returned = new HashSet<>();
        Set<String> accounts = new HashSet<>();
        Pattern id = Pattern.compile("ff_id=([0-9a-f]{32})");
        for (Line line : world().lines) {
            Matcher sent = id.matcher(line.cookie);
            Matcher set = id.matcher(line.setCookie);
            if (sent.find()) {
                returned.add(sent.group(1));
                assertThat(set.find())
                        .as("a returned cookie is not issued again")
                        .isFalse();
            } else if (set.find()) {
                assertThat(issued.add(set.group(1))).isTrue();
            }
            if (!line.user.equals("-") && line.status == 200) {
                accounts.add(line.user);
            }
        }
        assertThat((long) returned.size())
                .isEqualTo(world().truth.at("/cookies_returned/all").asLong());
        assertThat((long) accounts.size())
                .isEqualTo(world().truth.at("/people_signed_in/all").asLong());
        assertThat((long) issued.size())
                .as("robots get cookies too")
                .isGreaterThan(world().truth.at("/cookies_issued/all").asLong());
    }

    /** Runs of a cookie's hits without a gap over 30 minutes are no more than the truth's visits of all browsers. */
    @Test
    void visitsByCookieComeNearTheTruth() {
        Map<String, OffsetDateTime> last = new HashMap<>();
        int visits = 0;
        for (Line line : world().lines) {
            int at = line.cookie.indexOf("ff_id=");
            if (at >= 0) {
                OffsetDateTime before = last.put(line.cookie.substring(at + 6, at + 38), line.time);
                visits += before == null || before.plusMinutes(30).isBefore(line.time) ? 1 : 0;
            }
        }
        // Browsers that reject cookies, and visits of one page with cached pictures, show none.
        double truth = world().truth.at("/visits/all").asDouble();
        assertThat(visits / truth).isBetween(0.75, 1.0);
    }

    @Test
    void everyAddressIsInTheDatabasesAndOfARangeThatIsNoOnes() {
        Set<String> addresses = new TreeSet<>();
        world().lines.forEach(l -> addresses.add(l.address));
        try (CityDatabase city = CityDatabase.open(world().summary.cityDatabase());
                AsnDatabase asn = AsnDatabase.open(world().summary.asnDatabase())) {
            assertThat(city.describe()).isEqualTo("GeoLite2-City 2026-10-19");
            assertThat(asn.describe()).isEqualTo("GeoLite2-ASN 2026-10-19");
            for (String address : addresses) {
                assertThat(address)
                        .matches("100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*|198\\.1[89]\\..*|2001:db8:.*");
                byte[] bytes = AddressText.parse(address);
                Place place = city.lookup(bytes);
                Operator operator = asn.lookup(bytes);
                assertThat(place.country()).hasSize(2);
                assertThat(place.hasPosition()).isTrue();
                assertThat(operator.asn()).isBetween(64_512L, 65_534L);
                assertThat(operator.name()).isNotBlank();
                assertThat(operator.prefix()).isNotBlank();
            }
        }
        assertThat(addresses).anyMatch(a -> a.contains(":")).anyMatch(a -> a.startsWith("100."));
    }

    @Test
    void theNamedOfficeIsSeen() {
        NamedNetworks networks = NamedNetworks.load(world().summary.networks());
        assertThat(world().lines)
                .anyMatch(l -> "Client: Harbour Works".equals(networks.name(AddressText.parse(l.address))));
        assertThat(world().lines).anyMatch(l -> "Uptime monitor".equals(networks.name(AddressText.parse(l.address))));
    }

    @Test
    void peopleCauseAboutTwoThirdsOfTheLinesOfAnOrdinaryWorld() throws IOException {
        WorldSettings week = WorldSettings.defaults().withDays(LocalDate.of(2026, 10, 5), 7);
        WorldSummary summary = World.of(week).write(dir.resolve("ordinary"));
        assertThat((double) summary.humanLines() / summary.lines()).isBetween(0.55, 0.72);
    }

    @Test
    void outagesAndAttacksShowInTheLog() {
        JsonNode outage = world().truth.at("/incidents/0");
        OffsetDateTime from = OffsetDateTime.parse(outage.get("from").asText());
        OffsetDateTime to = OffsetDateTime.parse(outage.get("to").asText());
        List<Line> during = world().lines.stream()
                .filter(l -> !l.time.isBefore(from) && l.time.isBefore(to) && l.agent.startsWith("curl"))
                .toList();
        assertThat(during).hasSize(12);
        assertThat(during.stream().filter(l -> l.status >= 500)).hasSizeGreaterThan(5);
        assertThat(world().truth.get("attacks").findValuesAsText("kind"))
                .contains("brute-force", "vulnerability-scan", "scraping", "fake-crawler");
        assertThat(world().lines.stream().filter(l -> l.status == 401 && l.request.startsWith("POST /signin")))
                .hasSizeGreaterThanOrEqualTo(600);
        assertThat(world().lines).anyMatch(l -> l.request.contains("/.env"));
        assertThat(world().lines).anyMatch(l -> l.agent.contains("\\\"><script>"));
        assertThat(world().lines).anyMatch(l -> l.request.startsWith("\\x16\\x03\\x01"));
    }

    @Test
    void cookiesAreLostAtTheRateOfTheSettings() {
        WorldSettings many = WorldSettings.defaults().withPeople(20_000);
        AddressPlan plan = new AddressPlan(Town.all(), SETTINGS);
        List<Person> people = new Population(many, plan, new Dice(5)).all();
        double lost = people.stream()
                .flatMap(p -> p.browsers().stream())
                .mapToDouble(b -> 1 - Math.exp(-30 * b.clearing))
                .average()
                .orElseThrow();
        double accounts =
                (double) people.stream().filter(p -> p.account() != null).count() / people.size();
        assertThat(lost).isCloseTo(many.parameters().get(Parameter.MONTHLY_CLEARING), within(0.01));
        assertThat(accounts).isCloseTo(many.parameters().get(Parameter.ACCOUNT_SHARE), within(0.04));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Kolkata"})
    void aDayIsTheSitesEvenWhenClocksChange(String zone) throws IOException {
        // Clocks go back in Europe on 25 October and in America on 1 November.
        WorldSettings settings =
                SETTINGS.withPeople(100).withZone(ZoneId.of(zone)).withDays(LocalDate.of(2026, 10, 24), 9);
        Read read = Read.of(World.of(settings).write(dir.resolve(zone.replace('/', '-'))));
        assertThat(read.malformed).isEqualTo(read.truth.at("/lines/malformed").asInt());
        assertThat(read.truth.at("/pageviews/day")).hasSize(9);
        for (Line line : read.lines) {
            assertThat(line.time.getOffset())
                    .isEqualTo(settings.zone().getRules().getOffset(line.time.toInstant()));
        }
    }

    @Test
    void aWorldOfOnePersonAndOneDayIsWritten() throws IOException {
        WorldSettings least = SETTINGS.withPeople(1).withDays(SETTINGS.firstDay(), 1);
        WorldSummary summary = World.of(least).write(dir.resolve("least"));
        assertThat(summary.logs()).hasSize(1);
        assertThat(summary.people()).isLessThanOrEqualTo(1);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> SETTINGS.withPeople(0)).hasMessageContaining("people");
        assertThatThrownBy(() -> SETTINGS.withDays(SETTINGS.firstDay(), 0)).hasMessageContaining("days");
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }
}
