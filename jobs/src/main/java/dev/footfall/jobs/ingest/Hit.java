package dev.footfall.jobs.ingest;

import dev.footfall.agent.Agent;
import dev.footfall.geo.NamedNetwork;
import dev.footfall.geo.Operator;
import dev.footfall.geo.Place;
import dev.footfall.page.PageTarget;
import java.time.LocalDate;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * One parsed and classified line, before the policy is applied. Reused from line to line; never leaves the task. What
 * repeats between lines (agent, client, page, cookie) is held by reference to its cached form.
 */
final class Hit {
    long epochMillis;
    /** Site-local day, in days since the epoch. */
    int day;
    /** Site-local hour, 0 to 23. */
    int hour;

    int status;
    long bytes;
    long millis;

    Host host = Host.NONE;
    Client client = Client.NONE;
    AgentEntry agent = AgentEntry.NONE;
    Target target = Target.NONE;

    @Nullable
    Binary method;

    @Nullable
    Binary mime;

    @Nullable
    Binary language;

    @Nullable
    Binary referrerSite;

    @Nullable
    Binary medium;

    @Nullable
    Binary attack;

    @Nullable
    Binary event;

    @Nullable
    Binary cookieState;

    @Nullable
    Binary preferences;

    boolean pageview;
    boolean signedIn;
    boolean optOut;

    @Nullable
    Identifier account;

    @Nullable
    Identifier browser;

    @Nullable
    Identifier session;

    /** A cached token: the epoch it belongs to, by the epoch's first day, and its bytes. */
    static final class Slot {
        int epoch = Integer.MIN_VALUE;

        @Nullable
        Binary token;
    }

    /** An identifier in its canonical form, with its tokens in each vault. */
    static final class Identifier {
        final byte[] canonical;
        final Slot audience = new Slot();
        final Slot security = new Slot();

        Identifier(byte[] canonical) {
            this.canonical = canonical;
        }
    }

    /** A host name of the line and the site it belongs to. */
    static final class Host {
        static final Host NONE = new Host("", null, "", DayClock.UTC);

        final String name;
        final @Nullable Binary nameBinary;
        final String site;
        final Binary siteBinary;
        final DayClock clock;

        Host(String name, @Nullable Binary nameBinary, String site, DayClock clock) {
            this.name = name;
            this.nameBinary = nameBinary;
            this.site = site;
            this.siteBinary = Binary.fromString(site);
            this.clock = clock;
        }
    }

    /** A client: its address (or host name) and what is known of it. */
    static final class Client {
        static final Client NONE =
                new Client(0, null, null, new Whereabouts(Place.UNKNOWN), new Net(Operator.UNKNOWN, null));

        /** Distinguishes clients inside a task. */
        final int id;
        /** What tokens are made of: the canonical address, else the host name; {@code null} when neither is logged. */
        final byte @Nullable [] identity;
        /** Canonical address of 4 or 16 bytes. */
        final byte @Nullable [] address;

        final Whereabouts where;
        final Net net;
        final Slot placeDay = new Slot();
        final Slot ip = new Slot();
        final Slot netToken = new Slot();
        final Slot sketch = new Slot();

        Client(int id, byte @Nullable [] identity, byte @Nullable [] address, Whereabouts where, Net net) {
            this.id = id;
            this.identity = identity;
            this.address = address;
            this.where = where;
            this.net = net;
        }
    }

    /** A place, as the tables name it; one object for all clients that the database puts there. */
    static final class Whereabouts {
        final Place place;
        final Binary country;
        final @Nullable Binary region;
        final @Nullable Binary city;

        Whereabouts(Place place) {
            this.place = place;
            country = Binary.fromString(place.country());
            region = binary(place.region());
            city = binary(place.city());
        }
    }

    /** A network, as the tables name it; one object for all clients in it. */
    static final class Net {
        final long asn;
        final @Nullable Binary operator;
        final @Nullable Binary prefix;
        /** The name that the site gave it, else its operator's. */
        final @Nullable Binary network;

        Net(Operator announcer, @Nullable NamedNetwork named) {
            asn = named != null && named.asn() > 0 ? named.asn() : announcer.asn();
            operator = binary(announcer.name());
            prefix = binary(announcer.prefix());
            network = named == null ? operator : binary(named.name());
        }
    }

    /** A request method. */
    record Method(String text, Binary label) {}

    /** An agent and its class. */
    static final class AgentEntry {
        static final AgentEntry NONE = new AgentEntry(0, null, Agent.ABSENT, null);

        final int id;
        final byte @Nullable [] canonical;
        final Agent agent;
        final Binary name;
        final Binary os;
        final Binary device;
        final Binary agentClass;
        final @Nullable String attack;
        final Slot token = new Slot();

        AgentEntry(int id, byte @Nullable [] canonical, Agent agent, @Nullable String attack) {
            this.id = id;
            this.canonical = canonical;
            this.agent = agent;
            this.attack = attack;
            name = Binary.fromString(agent.name());
            os = Binary.fromString(agent.os());
            device = Binary.fromString(agent.device().label());
            agentClass = Binary.fromString(agent.agentClass().label());
        }
    }

    /** What was asked for. */
    static final class Target {
        static final PageTarget NO_PAGE = dev.footfall.page.PageRules.defaults().resolve(null, null, null);
        static final Target NONE = new Target(NO_PAGE, null, true);

        final PageTarget page;
        final Binary pageBinary;
        final Binary kind;
        final Binary template;
        final @Nullable Binary campaign;
        final @Nullable Binary search;
        final @Nullable String attack;
        /** Whether a rule for events looks at this path. */
        final boolean ofEvents;

        Target(PageTarget page, @Nullable String attack, boolean ofEvents) {
            this.page = page;
            this.attack = attack;
            this.ofEvents = ofEvents;
            pageBinary = Binary.fromString(page.page());
            kind = Binary.fromString(page.kind().label());
            template = Binary.fromString(page.template());
            campaign = page.campaign().name().isEmpty()
                    ? null
                    : Binary.fromString(page.campaign().name());
            search = binary(page.search());
        }
    }

    static @Nullable Binary binary(@Nullable String text) {
        return text == null ? null : Binary.fromString(text);
    }

    /** The site-local day as a date. */
    LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }
}
