package dev.footfall.jobs.simulate;

import dev.footfall.geo.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A world's databases: where its networks are, who runs them, and which of them have a name. */
final class GeoFiles {
    /** GeoNames-like identifiers, so that readers find every field of the schema; ours count from here. */
    private static final int FIRST_GEONAME = 900_000;

    private static final int[] RADII_KM = {5, 10, 20, 50};
    private static final int COUNTRY_RADIUS_KM = 200;
    private static final int ROUTED_BITS = 24;
    private static final int GATEWAY_BITS = 28;
    private static final int MOBILE_RADIUS_KM = 100;

    private final AddressPlan plan;
    private final Instant built;
    private final double wrongShare;
    private final double gateways;

    /** Databases built on the world's first day. */
    GeoFiles(AddressPlan plan, WorldSettings settings) {
        this.plan = plan;
        this.wrongShare = settings.get(Parameter.DATABASE_ERROR);
        this.gateways = settings.get(Parameter.MOBILE_PLACES);
        this.built = settings.firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * Writes a City database in GeoLite2's schema. A share of the fixed lines' blocks is put in another town of the
     * country.
     *
     * @return number of wrong blocks
     */
    int writeCity(Path file, Dice dice) throws IOException {
        MmdbWriter writer = new MmdbWriter("GeoLite2-City", 6, built);
        int wrong = 0;
        for (Network network : plan.networks()) {
            switch (network.kind()) {
                case FIXED -> wrong += insertTowns(writer, network, dice);
                case OFFICE -> insertAll(writer, network, city(plan.officeTown(officeNumber(network)), 5));
                case MOBILE -> insertCarrier(writer, network, gateways);
                case HOSTING, CRAWLER -> insertAll(writer, network, country(network.country()));
            }
        }
        writer.write(file);
        return wrong;
    }

    /** A carrier's addresses: the country alone, or wrongly its largest town, whole /28 blocks at a time. */
    private void insertCarrier(MmdbWriter writer, Network network, double inTown) {
        insertAll(writer, network, country(network.country()));
        int blocks = 1 << (GATEWAY_BITS - network.v4().length());
        for (int block = 0; block < Math.round(inTown * blocks); block++) {
            writer.insert(
                    network.v4().part(GATEWAY_BITS, block), city(largestTown(network.country()), MOBILE_RADIUS_KM));
        }
    }

    private int officeNumber(Network network) {
        return plan.networks(Network.Kind.OFFICE).indexOf(network);
    }

    private int insertTowns(MmdbWriter writer, Network network, Dice dice) {
        int wrong = 0;
        List<AddressPlan.Blocks> parts = plan.blocks(network.country());
        for (AddressPlan.Blocks part : parts) {
            for (int block = part.from(); block < part.to(); block++) {
                boolean mistaken = dice.chance(wrongShare) && parts.size() > 1;
                int step = mistaken ? 1 + dice.below(parts.size() - 1) : 0;
                Town said =
                        parts.get((parts.indexOf(part) + step) % parts.size()).town();
                writer.insert(network.v4().part(ROUTED_BITS, block), city(said, RADII_KM[dice.below(RADII_KM.length)]));
                wrong += mistaken ? 1 : 0;
            }
            Cidr v6 = plan.townV6(network, part.town());
            if (v6 != null) {
                writer.insert(v6, city(part.town(), 20));
            }
        }
        return wrong;
    }

    private static void insertAll(MmdbWriter writer, Network network, MmdbValue value) {
        writer.insert(network.v4(), value);
        if (network.v6() != null) {
            writer.insert(network.v6(), value);
        }
    }

    /** Writes an ASN database in GeoLite2's schema. */
    void writeAsn(Path file) throws IOException {
        MmdbWriter writer = new MmdbWriter("GeoLite2-ASN", 6, built);
        for (Network network : plan.networks()) {
            insertAll(
                    writer,
                    network,
                    MmdbValue.fields()
                            .with("autonomous_system_number", MmdbValue.uint32(network.asn()))
                            .with("autonomous_system_organization", network.name())
                            .build());
        }
        writer.write(file);
    }

    /** Writes the networks that the site's operator knows by name: the first office, and who watches the site. */
    void writeNetworks(Path file) throws IOException {
        StringBuilder csv =
                new StringBuilder("# Client networks by name, longest prefix first served.\ncidr,name,asn\n");
        Network office = plan.networks(Network.Kind.OFFICE).get(0);
        csv.append(office.v4())
                .append(",Client: Harbour Works,")
                .append(office.asn())
                .append('\n');
        Network monitor = plan.networks(Network.Kind.HOSTING).get(2);
        csv.append(plan.host(monitor, 0))
                .append("/32,Uptime monitor,")
                .append(monitor.asn())
                .append('\n');
        Files.writeString(file, csv);
    }

    private MmdbValue city(Town town, int radiusKm) {
        int id = FIRST_GEONAME + plan.towns().indexOf(town);
        return place(town)
                .with(
                        "subdivisions",
                        MmdbValue.items(MmdbValue.fields()
                                .with("geoname_id", MmdbValue.uint32(id + 1_000L))
                                .with("iso_code", town.regionCode())
                                .with("names", english(town.region()))
                                .build()))
                .with(
                        "city",
                        MmdbValue.fields()
                                .with("geoname_id", MmdbValue.uint32(id))
                                .with("names", english(town.city()))
                                .build())
                .with("location", location(town, radiusKm))
                .build();
    }

    /** Mobile and data-centre networks: the country alone, placed at its largest town. */
    private MmdbValue country(String code) {
        Town largest = largestTown(code);
        return place(largest)
                .with("location", location(largest, COUNTRY_RADIUS_KM))
                .build();
    }

    private Town largestTown(String country) {
        return plan.towns().stream()
                .filter(t -> t.country().equals(country))
                .findFirst()
                .orElseThrow();
    }

    private MmdbValue.FieldsBuilder place(Town town) {
        int id = FIRST_GEONAME
                + 2_000
                + town.country().charAt(0) * 128
                + town.country().charAt(1);
        MmdbValue country = MmdbValue.fields()
                .with("geoname_id", MmdbValue.uint32(id))
                .with("iso_code", town.country())
                .with("names", english(town.countryName()))
                .build();
        return MmdbValue.fields()
                .with(
                        "continent",
                        MmdbValue.fields()
                                .with("code", town.continent())
                                .with("names", english(town.continent()))
                                .build())
                .with("country", country)
                .with("registered_country", country);
    }

    private static MmdbValue english(String name) {
        return MmdbValue.fields().with("en", name).build();
    }

    private static MmdbValue location(Town town, int radiusKm) {
        return MmdbValue.fields()
                .with("accuracy_radius", MmdbValue.uint16(radiusKm))
                .with("latitude", MmdbValue.real(town.latitude()))
                .with("longitude", MmdbValue.real(town.longitude()))
                .with("time_zone", town.zone().getId())
                .build();
    }
}
