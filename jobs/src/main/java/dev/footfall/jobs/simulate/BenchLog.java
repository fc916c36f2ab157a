package dev.footfall.jobs.simulate;

import dev.footfall.geo.Cidr;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A log in Apache's combined format as long as one likes, to measure speed with: clients, agents, pages and referrers vary
 * as in life, but it tells no story. One core writes a million lines a second and more.
 *
 * <p>The same arguments give the same bytes. Addresses are of the ranges that {@link World} uses, so its databases, or
 * those of {@link #writeDatabases}, hold them.
 */
public final class BenchLog {
    private static final int MOST_CLIENTS = 400_000;
    private static final int LINES_PER_CLIENT = 10;
    private static final int MOST_AGENTS = 20_000;
    private static final int LINES_PER_AGENT = 40;
    private static final int PAGES = 4_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 28);
    private static final long SPAN_SECONDS = 7 * 86_400L;
    private static final double V6 = 0.12;
    /** Draws by popularity are looked up in a table of this many, which is fast and close enough. */
    private static final int TABLE = 1 << 16;

    private static final int BUFFER = 1 << 20;
    private static final int LONGEST_LINE = 2_048;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final byte[] IDENTITY = ascii(" - - [");
    private static final byte[] ZONE = ascii(" +0000] \"");
    private static final byte[] QUOTES = ascii("\" \"");
    private static final byte[] NO_REFERRER = ascii("-");
    private static final byte[] END = ascii("\"\n");
    private static final byte[][] STATUSES = {
        ascii("\" 200 "),
        ascii("\" 304 "),
        ascii("\" 404 "),
        ascii("\" 301 "),
        ascii("\" 302 "),
        ascii("\" 500 "),
        ascii("\" 206 "),
        ascii("\" 403 "),
        ascii("\" 499 ")
    };
    private static final Weights STATUS_SHARES = new Weights(860, 60, 30, 15, 15, 6, 6, 5, 3);
    private static final String[] EXTENSIONS = {"css", "js", "png", "jpg", "woff2", "svg"};

    private final Dice dice;
    private final byte[][] clients;
    private final int[] agentOf;
    private final byte[][] agents;
    private final byte[][] requests = new byte[PAGES][];
    private final byte[][] referrers = new byte[PAGES][];
    private final int[] popular = new int[TABLE];
    private final byte[] buffer = new byte[BUFFER];
    private int at;

    private BenchLog(long seed, int clientCount, int agentCount) {
        dice = new Dice(seed);
        agents = agents(agentCount, dice.fork(1));
        clients = clients(clientCount, dice.fork(2));
        agentOf = agentsOfClients(dice.fork(3));
        pages(dice.fork(4));
    }

    /**
     * Writes a log with one client for ten lines, 400,000 at most, and one agent for 40 lines, 20,000 at most.
     *
     * @param file written over
     * @param lines 0 or more
     * @throws IOException when the file cannot be written
     */
    public static void write(Path file, long lines, long seed) throws IOException {
        int clients = (int) Math.max(1, Math.min(MOST_CLIENTS, lines / LINES_PER_CLIENT));
        int agents = (int) Math.max(1, Math.min(MOST_AGENTS, lines / LINES_PER_AGENT));
        write(file, lines, seed, clients, agents);
    }

    /**
     * Writes a log with so many clients and distinct agents.
     *
     * @param clients 1 to 1 million addresses, fewer distinct ones as some are drawn twice
     * @param agents 1 to 100,000
     * @throws IOException when the file cannot be written
     */
    public static void write(Path file, long lines, long seed, int clients, int agents) throws IOException {
        if (lines < 0 || clients < 1 || clients > 1_000_000 || agents < 1 || agents > 100_000) {
            throw new IllegalArgumentException("0 lines or more, 1 to 1 million clients, 1 to 100,000 agents");
        }
        BenchLog log = new BenchLog(seed, clients, agents);
        try (OutputStream out = Files.newOutputStream(file)) {
            log.lines(lines, out);
        }
    }

    /** Writes City and ASN databases that hold the clients' addresses. */
    public static void writeDatabases(Path city, Path asn) throws IOException {
        WorldSettings settings = WorldSettings.defaults();
        GeoFiles geo = new GeoFiles(new AddressPlan(Town.all(), settings), settings);
        geo.writeCity(city, new Dice(0));
        geo.writeAsn(asn);
    }

    private void lines(long lines, OutputStream out) throws IOException {
        long first = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        long shown = Long.MIN_VALUE;
        byte[] time = new byte[0];
        for (long i = 0; i < lines; i++) {
            long second = first + (long) ((double) i / lines * SPAN_SECONDS);
            if (second != shown) {
                shown = second;
                time = ascii(TIME.format(Instant.ofEpochSecond(second)));
            }
            line(time);
            if (at > BUFFER - LONGEST_LINE) {
                out.write(buffer, 0, at);
                at = 0;
            }
        }
        out.write(buffer, 0, at);
        at = 0;
    }

    private void line(byte[] time) {
        double u = dice.unit();
        // The square gives a few clients many lines.
        int client = (int) (u * u * clients.length);
        long draw = dice.next();
        put(clients[client]);
        put(IDENTITY);
        put(time);
        put(ZONE);
        put(requests[popular[(int) draw & (TABLE - 1)]]);
        int status = STATUS_SHARES.draw(dice);
        put(STATUSES[status]);
        number(status == 1 ? 0 : 180 + ((draw >>> 16) & 0x7fff));
        buffer[at++] = ' ';
        buffer[at++] = '"';
        int how = (int) (draw >>> 32) & 63;
        put(how < 22 ? NO_REFERRER : referrers[popular[(int) (draw >>> 40) & (TABLE - 1)]]);
        put(QUOTES);
        put(agents[agentOf[client]]);
        put(END);
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        at += bytes.length;
    }

    private void number(long value) {
        if (value == 0) {
            buffer[at++] = '-';
            return;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    private static byte[][] clients(int count, Dice dice) {
        AddressPlan plan = new AddressPlan(Town.all(), WorldSettings.defaults());
        List<Network> fixed = plan.networks(Network.Kind.FIXED);
        Weights shares = Weights.of(fixed, Network::share);
        byte[][] clients = new byte[count][];
        for (int i = 0; i < count; i++) {
            Network network = fixed.get(shares.draw(dice));
            clients[i] = ascii(dice.chance(V6) ? v6(plan, network, dice) : v4(network, dice));
        }
        return clients;
    }

    private static String v4(Network network, Dice dice) {
        return network.v4()
                .part(32, dice.below(1 << (32 - network.v4().length())))
                .firstAddressText();
    }

    private static String v6(AddressPlan plan, Network network, Dice dice) {
        Town town = dice.pick(plan.blocks(network.country())).town();
        Cidr range = plan.townV6(network, town);
        return range == null ? v4(network, dice) : plan.homeV6(range, dice.below(1 << 16), dice);
    }

    private int[] agentsOfClients(Dice random) {
        Weights shares = Weights.zipf(agents.length, 0.95);
        int[] of = new int[clients.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = shares.draw(random);
        }
        return of;
    }

    private void pages(Dice random) {
        Catalogue catalogue = new Catalogue();
        List<Catalogue.Page> pages = catalogue.pages();
        for (int i = 0; i < PAGES; i++) {
            String path = pages.get(i % pages.size()).path();
            String target =
                    switch (i % 5) {
                        case 0 -> path;
                        case 1 -> path + "?page=" + i;
                        case 2 -> "/assets/" + random.hex(8) + "." + EXTENSIONS[i % EXTENSIONS.length];
                        case 3 -> "/search?q=" + Entrance.searchTerm(random) + "&sort=" + i % 7;
                        default -> "/items/" + random.between(10_000, 999_999);
                    };
            String method = i % 31 == 0 ? "POST " : "GET ";
            requests[i] = ascii(method + target + (i % 3 == 0 ? " HTTP/1.1" : " HTTP/2.0"));
            String outside = "https://site" + random.below(600) + ".example.org/";
            referrers[i] = ascii(i % 9 == 0 ? "https://www.google.com/" : i % 9 == 1 ? outside : Site.ORIGIN + target);
        }
        Weights popularity = Weights.zipf(PAGES, 0.9);
        for (int i = 0; i < TABLE; i++) {
            popular[i] = popularity.draw(random);
        }
    }

    private static byte[][] agents(int count, Dice dice) {
        Set<String> distinct = new LinkedHashSet<>();
        Agents.Family[] families = Agents.Family.values();
        // The popular ones are frozen forms of this year's releases; the long tail is applications on phones.
        for (int lag = 0; lag < 336 && distinct.size() < count; lag += 28) {
            for (int i = 0; i < families.length && distinct.size() < count; i++) {
                distinct.add(Agents.text(families[i], FIRST_DAY, lag));
            }
        }
        while (distinct.size() < count) {
            distinct.add(rare(dice));
        }
        return distinct.stream().map(BenchLog::ascii).toArray(byte[][]::new);
    }

    private static String rare(Dice dice) {
        int chrome = dice.between(90, 154);
        String build = chrome + ".0." + dice.between(4_000, 7_500) + "." + dice.below(200);
        String ios = dice.between(14, 18) + "_" + dice.below(8);
        return switch (dice.below(8)) {
            case 0 -> "Mozilla/5.0 (compatible; bot-" + dice.hex(5) + "/1.0; +https://bots.example.org/)";
            case 1 ->
                "Mozilla/5.0 (iPhone; CPU iPhone OS " + ios + " like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Mobile/" + dice.between(15, 22)
                        + dice.hex(4).toUpperCase(Locale.ROOT)
                        + " [FBAN/FBIOS;FBAV/" + dice.between(400, 540) + ".0.0." + dice.below(99) + "]";
            case 2 -> "okhttp/" + dice.between(3, 5) + "." + dice.below(20) + "." + dice.below(20);
            case 3 ->
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + build
                        + " Safari/537.36 OPR/" + dice.between(80, 124) + ".0." + dice.between(4_000, 5_600) + "."
                        + dice.below(99);
            default ->
                "Mozilla/5.0 (Linux; Android " + dice.between(9, 16) + "; SM-"
                        + dice.hex(5).toUpperCase(Locale.ROOT) + " Build/UP1A." + dice.between(200_000, 260_000)
                        + "; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/" + build
                        + " Mobile Safari/537.36";
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
