package dev.footfall.jobs.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A site's world with known truth: people with homes, browsers and habits; robots, attacks and outages; the log
 * that the server would write of them, the databases of their networks, and what really happened.
 *
 * <p>The same settings give the same bytes. Memory grows with the people and with one day's lines, not with the days.
 */
public final class World {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int ADMIN_EVERY = 400;
    private static final int DORMANT_EVERY = 50;
    // Keys of the seed's streams.
    private static final int POPULATION = 1;
    private static final int VISITORS = 2;
    private static final int ROBOTS = 3;
    private static final int ATTACKS = 4;
    private static final int DATABASES = 5;

    private final WorldSettings settings;

    private World(WorldSettings settings) {
        this.settings = settings;
    }

    /** The world of these settings; nothing is drawn yet. */
    public static World of(WorldSettings settings) {
        return new World(settings);
    }

    /**
     * Writes {@code logs/access-DATE.log}, {@code city.mmdb}, {@code asn.mmdb}, {@code networks.csv},
     * {@code entitlements.csv}, {@code footfall.yaml} and {@code truth.json} into the directory, over files of these names.
     *
     * @throws IOException when a file cannot be written; files written before it stay
     */
    public WorldSummary write(Path dir) throws IOException {
        Dice dice = new Dice(settings.seed());
        AddressPlan plan = new AddressPlan(Town.all(), settings);
        People people = settings.construction().draw(settings, plan, dice.fork(POPULATION));
        Truth truth = new Truth(settings, people.all());
        DayLog log = new DayLog(settings);
        Site site = new Site(settings, plan, truth, log);
        Path logDir = Files.createDirectories(dir.resolve("logs"));
        Logs logs = writeLogs(logDir, log, site, plan, people, dice);

        Path city = dir.resolve("city.mmdb");
        Path asn = dir.resolve("asn.mmdb");
        Path networks = dir.resolve("networks.csv");
        Path entitlements = dir.resolve("entitlements.csv");
        Path truthFile = dir.resolve("truth.json");
        GeoFiles geo = new GeoFiles(plan, settings);
        truth.database("wrong_city_blocks", geo.writeCity(city, dice.fork(DATABASES)));
        truth.database("city_blocks", plan.networks(Network.Kind.FIXED).size() * 128);
        geo.writeAsn(asn);
        geo.writeNetworks(networks);
        writeEntitlements(entitlements, people.all());
        Files.writeString(dir.resolve("footfall.yaml"), configuration());
        truth.write(truthFile);
        return new WorldSummary(
                logs.files,
                city,
                asn,
                networks,
                entitlements,
                truthFile,
                logs.lines,
                logs.bytes,
                truth.humanLines(),
                truth.malformedLines(),
                truth.people(),
                truth.browsers(),
                truth.visits(),
                truth.pageviews());
    }

    /** The site as its owner would describe it; paths are relative to the file. */
    private String configuration() {
        return "warehouse: warehouse\nsites:\n  - { name: shop, hosts: [www.example.com], zone: "
                + settings.zone().getId()
                + " }\ndatabases: { city: city.mmdb, asn: asn.mmdb }\nnetworks: networks.csv\n";
    }

    private record Logs(List<Path> files, long lines, long bytes) {}

    private Logs writeLogs(Path dir, DayLog log, Site site, AddressPlan plan, People people, Dice dice)
            throws IOException {
        Catalogue catalogue = new Catalogue();
        Robots robots = new Robots(site, plan, catalogue, dice.fork(ROBOTS));
        Attacks attacks = new Attacks(site, plan, dice.fork(ATTACKS));
        People.Life life = people.life(site, catalogue, dice.fork(VISITORS));
        for (int day = -settings.burnIn(); day < 0; day++) {
            life.day(day);
        }
        List<Path> files = new ArrayList<>();
        long lines = 0;
        long bytes = 0;
        for (int day = 0; day < settings.days(); day++) {
            life.day(day);
            robots.day(day);
            attacks.day(day);
            LocalDate date = settings.firstDay().plusDays(day);
            Path file = dir.resolve(DayLog.fileName(date));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
                DayLog.Written written = log.writeUntil(Instant.ofEpochMilli(site.dayStart(day + 1)), out);
                lines += written.lines();
                bytes += written.bytes();
            }
            files.add(file);
        }
        return new Logs(files, lines, bytes);
    }

    /** Every account may use its account pages; some the pro documents, few the administration, and some never come. */
    private void writeEntitlements(Path file, List<? extends Resident> people) throws IOException {
        StringBuilder csv = new StringBuilder("account,resource,right,from,to\n");
        LocalDate from = settings.firstDay().minusYears(1);
        for (Resident person : people) {
            if (person.account() != null) {
                entitle(csv, person.account(), "/account*", from);
                if (person.entitledToPro()) {
                    entitle(csv, person.account(), "/docs/pro/*", from);
                }
                if (person.number() % ADMIN_EVERY == 0) {
                    entitle(csv, person.account(), "/admin/*", from);
                }
                if (person.number() % DORMANT_EVERY == 0) {
                    entitle(csv, "former-" + person.account(), "/account*", from);
                }
            }
        }
        Files.writeString(file, csv);
    }

    private static void entitle(StringBuilder csv, String account, String resource, LocalDate from) {
        csv.append(account)
                .append(',')
                .append(resource)
                .append(",read,")
                .append(from)
                .append(",\n");
    }
}
