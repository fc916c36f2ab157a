package dev.footfall.jobs.simulate;

import dev.footfall.geo.AddressText;
import dev.footfall.geo.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which network has which addresses, and which town's homes are in which part of them.
 *
 * <p>Homes are in 100.64.0.0/10 (RFC 6598), everything else in 198.18.0.0/15 (RFC 2544), IPv6 in 2001:db8::/32 (RFC 3849):
 * none is routed, so no one's address occurs.
 */
final class AddressPlan {
    private static final Cidr HOMES = Cidr.parse("100.64.0.0/10");
    private static final Cidr OTHERS = Cidr.parse("198.18.0.0/15");
    private static final Cidr V6 = Cidr.parse("2001:db8::/32");
    private static final int HOME_BITS = 17;
    private static final int OTHER_BITS = 24;
    private static final int V6_BITS = 40;
    private static final int BLOCK_BITS = 24;
    private static final int BLOCKS = 1 << (BLOCK_BITS - HOME_BITS);
    private static final int TOWN_V6_BITS = 48;
    private static final int HOME_V6_BITS = 64;
    private static final double[] FIXED_SHARES = {0.5, 0.3, 0.2};
    private static final String[] FIXED_NAMES = {"Copperline", "Cablewave", "Fibrehaus"};
    private static final double[] MOBILE_SHARES = {0.6, 0.4};
    private static final String[] MOBILE_NAMES = {"Roamwell Mobile", "Skytower Mobile"};
    /** Networks with IPv6: RIPE and Google measure about half of users in these countries. */
    private static final boolean[] FIXED_V6 = {true, false, true};

    /** A town's blocks in a network: {@code [from, to)} of its /24 blocks. */
    record Blocks(Town town, int from, int to) {}

    private final List<Town> towns;
    private final List<Network> networks = new ArrayList<>();
    private final Map<String, List<Network>> fixed = new LinkedHashMap<>();
    private final Map<String, List<Network>> mobile = new LinkedHashMap<>();
    private final Map<String, List<Blocks>> blocks = new LinkedHashMap<>();
    private final Weights fixedChoice = new Weights(FIXED_SHARES);
    private final Weights mobileChoice = new Weights(MOBILE_SHARES);
    private final int offices;
    /** Public addresses of a carrier's NAT in use; more people than that share them. */
    private final int gateways;

    private long nextAsn = 64_512;
    private int homesUsed;
    private int othersUsed;
    private int v6Used;

    AddressPlan(List<Town> towns, WorldSettings settings) {
        this.towns = towns;
        this.offices = (int) settings.get(Parameter.OFFICES);
        this.gateways = (int) settings.get(Parameter.GATEWAYS);
        Map<String, List<Town>> byCountry = new LinkedHashMap<>();
        towns.forEach(t ->
                byCountry.computeIfAbsent(t.country(), c -> new ArrayList<>()).add(t));
        byCountry.forEach(this::addCountry);
        for (int i = 0; i < offices; i++) {
            add("Office network " + (i + 1), Network.Kind.OFFICE, officeTown(i).country(), false, 1);
        }
        add("Rackfield Hosting", Network.Kind.HOSTING, "NL", true, 1);
        add("Cloudbarn Hosting", Network.Kind.HOSTING, "US", true, 1);
        add("Watchpost Monitoring", Network.Kind.HOSTING, "DE", false, 1);
        for (String crawler : new String[] {"Findex Search", "Seekwell Search", "Corpus Crawling"}) {
            add(crawler, Network.Kind.CRAWLER, "US", true, 1);
        }
    }

    private void addCountry(String country, List<Town> inCountry) {
        for (int i = 0; i < FIXED_NAMES.length; i++) {
            add(FIXED_NAMES[i] + " " + country, Network.Kind.FIXED, country, FIXED_V6[i], FIXED_SHARES[i]);
        }
        for (int i = 0; i < MOBILE_NAMES.length; i++) {
            add(MOBILE_NAMES[i] + " " + country, Network.Kind.MOBILE, country, i == 0, MOBILE_SHARES[i]);
        }
        double sum = inCountry.stream().mapToDouble(Town::weight).sum();
        List<Blocks> parts = new ArrayList<>();
        double before = 0;
        for (Town town : inCountry) {
            int from = (int) (before / sum * BLOCKS);
            before += town.weight();
            parts.add(new Blocks(town, from, (int) (before / sum * BLOCKS)));
        }
        blocks.put(country, parts);
    }

    private void add(String name, Network.Kind kind, String country, boolean v6, double share) {
        boolean home = kind == Network.Kind.FIXED;
        Cidr v4 = home ? HOMES.part(HOME_BITS, homesUsed++) : OTHERS.part(OTHER_BITS, othersUsed++);
        Network network =
                new Network(nextAsn++, name, kind, country, v4, v6 ? V6.part(V6_BITS, v6Used++) : null, share);
        networks.add(network);
        if (home) {
            fixed.computeIfAbsent(country, c -> new ArrayList<>()).add(network);
        } else if (kind == Network.Kind.MOBILE) {
            mobile.computeIfAbsent(country, c -> new ArrayList<>()).add(network);
        }
    }

    /** All networks. */
    List<Network> networks() {
        return networks;
    }

    List<Network> networks(Network.Kind kind) {
        return networks.stream().filter(n -> n.kind() == kind).toList();
    }

    /** The towns' parts of any fixed network of the country. */
    List<Blocks> blocks(String country) {
        return blocks.getOrDefault(country, List.of());
    }

    List<Town> towns() {
        return towns;
    }

    /** The town of the i-th office: the towns in order, beginning with the second. */
    Town officeTown(int i) {
        return towns.get((i * 5 + 1) % towns.size());
    }

    int offices() {
        return offices;
    }

    Network drawFixed(String country, Dice dice) {
        return fixed.getOrDefault(country, List.of()).get(fixedChoice.draw(dice));
    }

    Network drawMobile(String country, Dice dice) {
        return mobile.getOrDefault(country, List.of()).get(mobileChoice.draw(dice));
    }

    /** The network with the most homes. */
    Network largestFixed() {
        Town heaviest = towns.get(0);
        return fixed.getOrDefault(heaviest.country(), List.of()).get(0);
    }

    /** An IPv4 address for a home of the town. */
    String homeV4(Network network, Town town, Dice dice) {
        Blocks part = blocks(town.country()).stream()
                .filter(b -> b.town().equals(town))
                .findFirst()
                .orElseThrow();
        Cidr block = network.v4().part(BLOCK_BITS, part.from() + dice.below(part.to() - part.from()));
        return block.part(32, 1 + dice.below(254)).firstAddressText();
    }

    /** The town's IPv6 range in a network; null when the network has none. */
    @Nullable
    Cidr townV6(Network network, Town town) {
        Cidr range = network.v6();
        return range == null ? null : range.part(TOWN_V6_BITS, towns.indexOf(town));
    }

    /** An IPv6 address in the n-th home's /64; the interface part is random (RFC 8981). */
    String homeV6(Cidr townRange, int home, Dice dice) {
        return withInterface(townRange.part(HOME_V6_BITS, home & 0xffff), dice);
    }

    /** An address of a carrier: its IPv6, or one of its NAT's. */
    String mobile(Network network, boolean v6, Dice dice) {
        Cidr range = network.v6();
        return v6 && range != null
                ? withInterface(range.part(HOME_V6_BITS, dice.next() >>> (Long.SIZE - (HOME_V6_BITS - V6_BITS))), dice)
                : host(network, dice.below(gateways));
    }

    /** The n-th host of a network, from 0 to 253. */
    String host(Network network, int n) {
        return network.v4().part(32, 1 + n).firstAddressText();
    }

    private static String withInterface(Cidr subnet, Dice dice) {
        byte[] address = subnet.firstAddress();
        long bits = dice.next();
        for (int i = 0; i < 8; i++) {
            address[8 + i] = (byte) (bits >>> (8 * i));
        }
        return AddressText.format(address);
    }
}
