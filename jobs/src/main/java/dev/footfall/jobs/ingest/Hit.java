package dev.footfall.jobs.ingest;

import dev.footfall.agent.Agent;
import dev.footfall.geo.NamedNetwork;
import dev.footfall.geo.Operator;
import dev.footfall.geo.Place;
import dev.footfall.page.PageTarget;
import java.time.LocalDate;
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
    Cell method;

    @Nullable
    Cell mime;

    @Nullable
    Cell language;

    @Nullable
    Cell referrerSite;

    @Nullable
    Cell medium;

    @Nullable
    Cell attack;

    @Nullable
    Cell event;

    @Nullable
    Cell cookieState;

    @Nullable
    Cell preferences;

    boolean pageview;
    boolean signedIn;
    boolean optOut;

    @Nullable
    Identifier account;

    @Nullable
    Identifier browser;

    @Nullable
    Identifier session;

    /** An identifier in its canonical form, with its tokens in each vault. */
    static final class Identifier {
        final byte[] canonical;
        final Token audience = new Token();
        final Token security = new Token();
        /** Whether it is on the list of opt-outs; unknown before it was looked for. */
        @Nullable
        Boolean optedOut;
        /** When it was erased last, {@link dev.footfall.privacy.ErasedList#NEVER} if never; unknown before it was looked for. */
        @Nullable
        Long erasedUntilMillis;

        Identifier(byte[] canonical) {
            this.canonical = canonical;
        }
    }

    /** A host name of the line and the site it belongs to. */
    static final class Host {
        static final Host NONE = new Host("", null, "", DayClock.UTC);

        final String name;
        final @Nullable Cell nameCell;
        final String site;
        final Cell siteCell;
        final DayClock clock;

        Host(String name, @Nullable Cell nameCell, String site, DayClock clock) {
            this.name = name;
            this.nameCell = nameCell;
            this.site = site;
            this.siteCell = Cell.of(site);
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
        final Token placeDay = new Token();
        final Token ip = new Token();
        final Token netToken = new Token();
        final Token sketch = new Token();

        /** Of the agent that it was seen with last. */
        final Token device = new Token();

        int deviceAgent;

        /** Whether its address is on the list of opt-outs; unknown before it was looked for. */
        @Nullable
        Boolean optedOut;
        /** When it was erased last, {@link dev.footfall.privacy.ErasedList#NEVER} if never; unknown before it was looked for. */
        @Nullable
        Long erasedUntilMillis;

        /** Where the last hit was counted. */
        NetworkRows.@Nullable Hour hour;

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
        final Cell country;
        final @Nullable Cell region;
        final @Nullable Cell city;

        Whereabouts(Place place) {
            this.place = place;
            country = Cell.of(place.country());
            region = Cell.ofNullable(place.region());
            city = Cell.ofNullable(place.city());
        }
    }

    /** A network, as the tables name it; one object for all clients in it. */
    static final class Net {
        final long asn;
        final @Nullable Cell operator;
        final @Nullable Cell prefix;
        /** The name that the site gave it, else its operator's. */
        final @Nullable Cell network;

        Net(Operator announcer, @Nullable NamedNetwork named) {
            asn = named != null && named.asn() > 0 ? named.asn() : announcer.asn();
            operator = Cell.ofNullable(announcer.name());
            prefix = Cell.ofNullable(announcer.prefix());
            network = named == null ? operator : Cell.ofNullable(named.name());
        }
    }

    /** A request method. */
    record Method(String text, Cell label) {}

    /** An agent and its class. */
    static final class AgentEntry {
        static final AgentEntry NONE = new AgentEntry(0, null, Agent.ABSENT, null);

        final int id;
        final byte @Nullable [] canonical;
        final Agent agent;
        final Cell name;
        final Cell os;
        final Cell device;
        final Cell agentClass;
        final @Nullable String attack;
        final Token token = new Token();

        AgentEntry(int id, byte @Nullable [] canonical, Agent agent, @Nullable String attack) {
            this.id = id;
            this.canonical = canonical;
            this.agent = agent;
            this.attack = attack;
            name = Cell.of(agent.name());
            os = Cell.of(agent.os());
            device = Cell.of(agent.device().label());
            agentClass = Cell.of(agent.agentClass().label());
        }
    }

    /** What was asked for. */
    static final class Target {
        static final PageTarget NO_PAGE = dev.footfall.page.PageRules.defaults().resolve(null, null, null);
        static final Target NONE = new Target(NO_PAGE, null, true);

        final PageTarget page;
        final Cell pageCell;
        final Cell kind;
        final Cell template;
        final @Nullable Cell campaign;
        final @Nullable Cell search;
        final @Nullable String attack;
        /** Whether a rule for events looks at this path. */
        final boolean ofEvents;

        Target(PageTarget page, @Nullable String attack, boolean ofEvents) {
            this.page = page;
            this.attack = attack;
            this.ofEvents = ofEvents;
            pageCell = Cell.of(page.page());
            kind = Cell.of(page.kind().label());
            template = Cell.of(page.template());
            campaign = page.campaign().name().isEmpty()
                    ? null
                    : Cell.of(page.campaign().name());
            search = Cell.ofNullable(page.search());
        }
    }

    /** The site-local day as a date. */
    LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }
}
