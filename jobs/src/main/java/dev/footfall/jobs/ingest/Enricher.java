package dev.footfall.jobs.ingest;

import dev.footfall.geo.NamedNetwork;
import dev.footfall.geo.Operator;
import dev.footfall.geo.Place;
import dev.footfall.log.ClientAddress;
import dev.footfall.log.Field;
import dev.footfall.log.ForwardedFor;
import dev.footfall.log.LogLine;
import dev.footfall.page.Campaign;
import dev.footfall.page.Language;
import dev.footfall.page.Medium;
import dev.footfall.page.PageTarget;
import dev.footfall.page.Pageview;
import dev.footfall.page.Referral;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.Scrubbed;
import dev.footfall.signal.AttackTags;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Hit} of a parsed line: classifies and locates by the true values, before anything is pseudonymised.
 * What repeats is remembered by its bytes, so most lines make no String at all. One thread only.
 */
final class Enricher {
    private static final int CACHED = 1 << 16;
    /** Places and networks of a task that are kept as objects; they are made again when there are more. */
    private static final int MOST_PLACES = 1 << 18;
    /** Distinct hosts of a task that are kept by name; further ones become {@code (other)}. */
    private static final int MOST_HOSTS = 1000;

    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_MIME = 60;
    private static final String OTHER = "(other)";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "PROPFIND");

    private final Rules rules;
    private final @Nullable String forcedSite;
    private final @Nullable String ownHost;
    private final boolean logsCookies;
    private final IdentityHashMap<DayRules, Reading> readings = new IdentityHashMap<>();
    /** By the rules for the day of the hit at hand. */
    private Reading reading;

    private final Field forwardedHeader;
    private final @Nullable Predicate<byte[]> trusted;

    private final SliceCache<Hit.Host> hosts = new SliceCache<>(CACHED);
    private final Map<String, DayClock> clocks = new HashMap<>();
    private final Set<String> hostNames = new HashSet<>();
    private final SliceCache<Hit.Client> clients = new SliceCache<>(CACHED * 8);
    private final SliceCache<Hit.AgentEntry> agents = new SliceCache<>(CACHED);
    private final SliceCache<ReferrerEntry> referrers = new SliceCache<>(CACHED);
    private final SliceCache<Hit.Identifier> accounts = new SliceCache<>(CACHED);
    private final SliceCache<Cell> words = new SliceCache<>(4096);
    private final SliceCache<Hit.Method> methods = new SliceCache<>(4096);
    private final Map<String, Cell> labels = new HashMap<>();
    private final IdentityHashMap<Place, Hit.Whereabouts> places = new IdentityHashMap<>();
    private final Map<Owner, Hit.Net> nets = new HashMap<>();
    private final Hit.Host unnamed;
    private int ids;
    private long scrubbed;

    /** What the policy of a span of days decides: cookies, and pages with what is cut off and scrubbed of them. */
    private static final class Reading {
        final DayRules rules;
        final CookieReader cookies;
        final SliceCache<Hit.Target> targets = new SliceCache<>(CACHED);

        Reading(DayRules rules) {
            this.rules = rules;
            cookies = new CookieReader(rules.policy, CACHED * 2);
        }
    }

    /** Whose network a client is in. */
    private record Owner(Operator operator, @Nullable NamedNetwork named) {}

    /** A referrer with what was found for the last host that it was seen with. */
    private record ReferrerEntry(
            String text,
            Hit.Host host,
            Referral referral,
            @Nullable String attack) {}

    Enricher(Rules rules, @Nullable String forcedSite, @Nullable String ownHost, boolean logsCookies) {
        this.rules = rules;
        this.forcedSite = forcedSite;
        this.ownHost = ownHost;
        this.logsCookies = logsCookies;
        reading = new Reading(rules.on(Integer.MAX_VALUE));
        readings.put(reading.rules, reading);
        forwardedHeader =
                rules.configuration.forwardedHeader().equals("forwarded") ? Field.FORWARDED : Field.FORWARDED_FOR;
        trusted = rules.configuration.trustedProxies().isEmpty() ? null : TrustedProxies.of(rules.configuration);
        String site = forcedSite == null ? rules.configuration.defaultSite() : forcedSite;
        unnamed = new Hit.Host("", null, site, clock(site));
    }

    /** Values that scrubbers changed so far. */
    long scrubbed() {
        return scrubbed;
    }

    /** Fills {@code hit} from {@code line}. */
    void enrich(LogLine line, Hit hit) {
        hit.epochMillis = line.epochMillis();
        hit.status = line.status();
        hit.bytes = line.responseBytes();
        hit.millis = line.durationMicros() < 0 ? LogLine.UNKNOWN : (line.durationMicros() + 500) / 1000;
        hit.host = host(line);
        hit.day = hit.host.clock.day(hit.epochMillis);
        hit.hour = hit.host.clock.hour(hit.epochMillis);
        if (!reading.rules.cover(hit.day)) {
            reading = readings.computeIfAbsent(rules.on(hit.day), Reading::new);
        }
        hit.client = client(line);
        hit.agent = agent(line);
        hit.target = target(line);
        Hit.Method verb = method(line);
        String method = verb == null ? null : verb.text();
        hit.method = verb == null ? null : verb.label();
        hit.mime = line.has(Field.MIME) ? word(line, Field.MIME) : null;
        hit.language = line.has(Field.LANGUAGE) ? word(line, Field.LANGUAGE) : null;
        String event = hit.target.ofEvents ? rules.events.event(method, hit.target.page.path(), hit.status) : null;
        hit.event = event == null ? null : label(event);
        hit.pageview = Pageview.isPageview(
                hit.target.page.kind(), method, hit.status, hit.agent.agent.agentClass(), line.text(Field.EVENT));
        referrer(line, hit);
        reading.cookies.read(line, hit);
        account(line, hit);
        hit.cookieState = logsCookies ? reading.cookies.state() : null;
    }

    private Hit.Host host(LogLine line) {
        if (!line.has(Field.HOST)) {
            return unnamed;
        }
        byte[] buf = line.bytes();
        int from = line.start(Field.HOST);
        int to = line.end(Field.HOST);
        Hit.Host known = hosts.get(buf, from, to);
        return known == null ? hosts.put(buf, from, to, newHost(line)) : known;
    }

    private Hit.Host newHost(LogLine line) {
        String text = line.text(Field.HOST);
        String name = text == null ? "" : text.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("-")) {
            return unnamed;
        }
        String site = forcedSite == null
                ? rules.configuration.siteOf(name).orElse(rules.configuration.defaultSite())
                : forcedSite;
        if (name.length() > LONGEST_HOST || hostNames.size() >= MOST_HOSTS && !hostNames.contains(name)) {
            name = OTHER;
        } else {
            hostNames.add(name);
        }
        return new Hit.Host(name, Cell.of(scrub(name, rules.narrowest())), site, clock(site));
    }

    private DayClock clock(String site) {
        return clocks.computeIfAbsent(site, s -> new DayClock(rules.configuration.zone(s)));
    }

    private Hit.Client client(LogLine line) {
        if (trusted != null) {
            byte[] address = ForwardedFor.client(line, forwardedHeader, trusted);
            if (address != null) {
                Hit.Client known = clients.get(address, 0, address.length);
                return known == null ? clients.put(address, 0, address.length, newClient(address, address)) : known;
            }
        }
        if (!line.has(Field.CLIENT)) {
            return Hit.Client.NONE;
        }
        byte[] buf = line.bytes();
        int from = line.start(Field.CLIENT);
        int to = line.end(Field.CLIENT);
        Hit.Client known = clients.get(buf, from, to);
        if (known != null) {
            return known;
        }
        byte[] address = ClientAddress.parse(buf, from, to);
        byte[] identity = address == null
                ? new String(buf, from, to - from, StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .getBytes(StandardCharsets.UTF_8)
                : address;
        return clients.put(buf, from, to, newClient(identity, address));
    }

    private Hit.Client newClient(byte[] identity, byte @Nullable [] address) {
        Place place = Place.UNKNOWN;
        Operator operator = Operator.UNKNOWN;
        NamedNetwork named = null;
        if (address != null) {
            place = rules.city == null ? place : rules.city.lookup(address);
            operator = rules.asn == null ? operator : rules.asn.lookup(address);
            named = rules.networks.find(address);
        }
        if (places.size() + nets.size() > MOST_PLACES) {
            places.clear();
            nets.clear();
        }
        return new Hit.Client(
                ++ids,
                identity,
                address,
                places.computeIfAbsent(place, Hit.Whereabouts::new),
                nets.computeIfAbsent(new Owner(operator, named), o -> new Hit.Net(o.operator, o.named)));
    }

    private Hit.AgentEntry agent(LogLine line) {
        if (!line.has(Field.AGENT)) {
            return Hit.AgentEntry.NONE;
        }
        byte[] buf = line.bytes();
        int from = line.start(Field.AGENT);
        int to = line.end(Field.AGENT);
        Hit.AgentEntry known = agents.get(buf, from, to);
        if (known != null) {
            return known;
        }
        String text = line.text(Field.AGENT);
        byte[] canonical = text == null ? null : Identifiers.agent(text);
        return agents.put(
                buf,
                from,
                to,
                new Hit.AgentEntry(++ids, canonical, rules.agents.classify(text), AttackTags.tags(null, null, text)));
    }

    private Hit.Target target(LogLine line) {
        if (!line.has(Field.TARGET)) {
            return Hit.Target.NONE;
        }
        if (line.has(Field.QUERY) || line.has(Field.MIME)) {
            return newTarget(line); // rare formats: the page depends on more than one field
        }
        byte[] buf = line.bytes();
        int from = line.start(Field.TARGET);
        int to = line.end(Field.TARGET);
        SliceCache<Hit.Target> targets = reading.targets;
        Hit.Target known = targets.get(buf, from, to);
        return known == null ? targets.put(buf, from, to, newTarget(line)) : known;
    }

    private Hit.Target newTarget(LogLine line) {
        String target = line.text(Field.TARGET);
        String query = line.text(Field.QUERY);
        String raw = query == null || target == null ? target : target + "?" + query;
        PageTarget page = reading.rules.pages.resolve(
                target == null ? null : scrub(target, reading.rules),
                query == null ? null : scrub(query, reading.rules),
                line.text(Field.MIME));
        return new Hit.Target(page, AttackTags.tags(raw, null, null), rules.events.looksAt(page.path()));
    }

    /** Scrubs free text of cards, addresses, credentials and tokens. */
    private String scrub(String text, DayRules of) {
        Scrubbed result = of.policy.scrubber().scrub(text);
        scrubbed += result.total();
        return result.text();
    }

    private Hit.@Nullable Method method(LogLine line) {
        if (!line.has(Field.METHOD)) {
            return null;
        }
        byte[] buf = line.bytes();
        int from = line.start(Field.METHOD);
        int to = line.end(Field.METHOD);
        Hit.Method known = methods.get(buf, from, to);
        if (known != null) {
            return known;
        }
        String text = line.text(Field.METHOD);
        String name = text != null && METHODS.contains(text) ? text : OTHER;
        return methods.put(buf, from, to, new Hit.Method(name, label(name)));
    }

    private Cell label(String text) {
        return labels.computeIfAbsent(text, Cell::of);
    }

    /** A bounded word of a header: the type of a content type, the first language. */
    private @Nullable Cell word(LogLine line, Field field) {
        byte[] buf = line.bytes();
        int from = line.start(field);
        int to = line.end(field);
        Cell known = words.get(buf, from, to);
        if (known != null) {
            return known;
        }
        String text = line.text(field);
        String word = field == Field.LANGUAGE ? Language.first(text) : mime(text);
        return word == null ? null : words.put(buf, from, to, Cell.of(word));
    }

    private static @Nullable String mime(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean plausible = type.length() <= LONGEST_MIME && type.matches("[a-z0-9.+-]+/[a-z0-9.+-]+");
        return plausible ? type : OTHER;
    }

    private void referrer(LogLine line, Hit hit) {
        ReferrerEntry entry = referrerEntry(line, hit);
        Referral referral = entry.referral;
        if (!hit.target.page.campaign().isEmpty()) {
            referral = classify(entry.text, hit, hit.target.page.campaign());
        }
        hit.referrerSite = referral.site() == null ? null : label(bounded(referral.site()));
        hit.medium = label(referral.medium().label());
        hit.attack = attacks(hit.target.attack, entry.attack, hit.agent.attack);
    }

    private ReferrerEntry referrerEntry(LogLine line, Hit hit) {
        if (!line.has(Field.REFERRER)) {
            return new ReferrerEntry("", hit.host, new Referral(null, Medium.DIRECT), null);
        }
        byte[] buf = line.bytes();
        int from = line.start(Field.REFERRER);
        int to = line.end(Field.REFERRER);
        ReferrerEntry known = referrers.get(buf, from, to);
        if (known != null
                && known.host == hit.host
                && hit.target.page.campaign().isEmpty()) {
            return known;
        }
        String text = line.text(Field.REFERRER);
        String referrer = text == null ? "" : text;
        ReferrerEntry entry = new ReferrerEntry(
                referrer, hit.host, classify(referrer, hit, Campaign.NONE), AttackTags.tags(null, referrer, null));
        return known == null ? referrers.put(buf, from, to, entry) : entry;
    }

    private Referral classify(String referrer, Hit hit, Campaign campaign) {
        String host = hit.host.name.isEmpty() ? ownHost : hit.host.name;
        return rules.referrers.classify(referrer, host, ownHosts(hit), campaign);
    }

    private Set<String> ownHosts(Hit hit) {
        return ownHosts.computeIfAbsent(hit.host.site, s -> Set.copyOf(rules.configuration.hosts(s)));
    }

    private final Map<String, Set<String>> ownHosts = new HashMap<>();

    /** Labels are kept for the life of the task, so hostile variety must not fill them. */
    private String bounded(String site) {
        return labels.size() < CACHED || labels.containsKey(site) ? site : OTHER;
    }

    private @Nullable Cell attacks(@Nullable String target, @Nullable String referrer, @Nullable String agent) {
        if (target == null && referrer == null && agent == null) {
            return null;
        }
        Set<String> tags = new java.util.TreeSet<>();
        for (String some : new @Nullable String[] {target, referrer, agent}) {
            if (some != null) {
                tags.addAll(java.util.List.of(some.split(",")));
            }
        }
        return Cell.of(String.join(",", tags));
    }

    /** Who is signed in counts only on an authenticated response; a beacon's account is nobody's. */
    private void account(LogLine line, Hit hit) {
        boolean authenticated = hit.status != 401 && hit.status != 403 && !line.has(Field.EVENT);
        Hit.Identifier account = reading.cookies.account();
        if (line.has(Field.USER)) {
            byte[] buf = line.bytes();
            int from = line.start(Field.USER);
            int to = line.end(Field.USER);
            account = accounts.get(buf, from, to);
            if (account == null) {
                String name = line.text(Field.USER);
                account =
                        accounts.put(buf, from, to, new Hit.Identifier(Identifiers.account(name == null ? "" : name)));
            }
        }
        hit.account = authenticated ? account : null;
        hit.signedIn = hit.account != null;
    }
}
