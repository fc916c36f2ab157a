package dev.footfall.jobs.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.footfall.jobs.UserException;
import dev.footfall.page.EventRules;
import dev.footfall.page.PageRules;
import dev.footfall.text.NearestName;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code footfall.yaml} says; docs/configuration.md documents each key. Paths in it are relative to the file.
 *
 * @param warehouse directory of the warehouse
 * @param catalog database of the catalogue; {@code null} when it lies in the warehouse's directory
 * @param sites the sites, the first being the default
 * @param trustedProxies CIDRs of proxies whose forwarding header is believed
 * @param forwardedHeader {@code x-forwarded-for} or {@code forwarded}
 * @param databases paths of the city and ASN databases
 * @param networks path of a CSV of named client networks
 * @param policy path of a policy file; the bundled one without it
 * @param mappings paths of mapping files for {@code ndjson}
 * @param pages rules for pages
 * @param events rules for sign-ins and their like, before the defaults
 * @param spark settings for Spark
 */
public record Configuration(
        @Nullable String warehouse,
        // Left out where there is none, so that the digests of settings in ingest.batches stay what they were.
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CatalogSettings catalog,
        List<Site> sites,
        List<String> trustedProxies,
        String forwardedHeader,
        Databases databases,
        @Nullable String networks,
        @Nullable String policy,
        List<String> mappings,
        Pages pages,
        List<Event> events,
        Map<String, String> spark)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Name of the site when none is configured. */
    public static final String DEFAULT_SITE = "default";

    /** The file that is read when {@code --config} is not given. */
    public static final String DEFAULT_FILE = "footfall.yaml";

    private static final List<String> HEADERS = List.of("x-forwarded-for", "forwarded");

    /** Fills in the defaults. */
    public Configuration(
            @JsonProperty("warehouse") @Nullable String warehouse,
            @JsonProperty("catalog") @Nullable CatalogSettings catalog,
            @JsonProperty("sites") @Nullable List<Site> sites,
            @JsonProperty("trusted_proxies") @Nullable List<String> trustedProxies,
            @JsonProperty("forwarded_header") @Nullable String forwardedHeader,
            @JsonProperty("databases") @Nullable Databases databases,
            @JsonProperty("networks") @Nullable String networks,
            @JsonProperty("policy") @Nullable String policy,
            @JsonProperty("mappings") @Nullable List<String> mappings,
            @JsonProperty("pages") @Nullable Pages pages,
            @JsonProperty("events") @Nullable List<Event> events,
            @JsonProperty("spark") @Nullable Map<String, String> spark) {
        this.warehouse = warehouse;
        this.catalog = catalog;
        this.sites = sites == null ? List.of() : List.copyOf(sites);
        this.trustedProxies = trustedProxies == null ? List.of() : List.copyOf(trustedProxies);
        this.forwardedHeader = forwardedHeader == null ? HEADERS.get(0) : forwardedHeader.toLowerCase(Locale.ROOT);
        this.databases = databases == null ? new Databases(null, null) : databases;
        this.networks = networks;
        this.policy = policy;
        this.mappings = mappings == null ? List.of() : List.copyOf(mappings);
        this.pages = pages == null ? new Pages(null, null, null, null, null, null, null, null, false) : pages;
        this.events = events == null ? List.of() : List.copyOf(events);
        this.spark = spark == null ? Map.of() : Map.copyOf(spark);
    }

    /**
     * A site.
     *
     * @param name its name in tables and reports
     * @param hosts its host names; one that begins with a dot stands for all names under it
     * @param zone time zone of its days
     */
    public record Site(
            @JsonProperty(value = "name", required = true) String name,
            @JsonProperty("hosts") List<String> hosts,
            @JsonProperty("zone") String zone)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Fills in the defaults. */
        public Site(String name, @Nullable List<String> hosts, @Nullable String zone) {
            this.name = name;
            this.hosts = hosts == null
                    ? List.of()
                    : hosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
            this.zone = zone == null ? "UTC" : zone;
        }
    }

    /** Paths of the databases; {@code null} where there is none. */
    public record Databases(
            @JsonProperty("city") @Nullable String city,
            @JsonProperty("asn") @Nullable String asn) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Rules for pages, as {@link PageRules.Settings}. */
    public record Pages(
            @JsonProperty("page") @Nullable List<String> page,
            @JsonProperty("asset") @Nullable List<String> asset,
            @JsonProperty("api") @Nullable List<String> api,
            @JsonProperty("feed") @Nullable List<String> feed,
            @JsonProperty("download") @Nullable List<String> download,
            @JsonProperty("prefetch") @Nullable List<String> prefetch,
            @JsonProperty("search_parameters") @Nullable List<String> searchParameters,
            @JsonProperty("index_files") @Nullable List<String> indexFiles,
            @JsonProperty("keep_trailing_slash") boolean keepTrailingSlash)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        /** The rules, with the query keys that the policy lets pages keep. */
        public PageRules.Settings settings(List<String> queryKeys) {
            return new PageRules.Settings(
                    page,
                    asset,
                    api,
                    feed,
                    download,
                    prefetch,
                    searchParameters,
                    queryKeys,
                    indexFiles,
                    keepTrailingSlash);
        }
    }

    /** A rule for an event: which requests are sign-ins, checkouts and their like. */
    public record Event(
            @JsonProperty(value = "event", required = true) String event,
            @JsonProperty("methods") @Nullable List<String> methods,
            @JsonProperty("paths") @Nullable List<String> paths,
            @JsonProperty("lowest_status") @Nullable Integer lowestStatus,
            @JsonProperty("highest_status") @Nullable Integer highestStatus)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        /** The rule for {@link EventRules}. */
        public EventRules.Rule rule() {
            return new EventRules.Rule(
                    event,
                    methods == null ? List.of("POST") : methods,
                    paths == null ? List.of() : paths,
                    lowestStatus == null ? 100 : lowestStatus,
                    highestStatus == null ? 999 : highestStatus);
        }
    }

    /** The configuration without a file. */
    public static Configuration defaults() {
        return new Configuration(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Reads a file.
     *
     * @throws UserException when it cannot be read, names an unknown key or holds a wrong value
     */
    public static Configuration load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException("no configuration at " + file, "name an existing file with --config FILE");
        }
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            String text = Files.readString(file);
            Configuration read = saysNothing(text) ? defaults() : mapper.readValue(text, Configuration.class);
            read.check(file);
            return read.resolve(file.toAbsolutePath().normalize().getParent());
        } catch (UnrecognizedPropertyException e) {
            List<String> known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            throw new UserException(
                    where(file, e) + " has the unknown key '" + e.getPropertyName() + "'",
                    NearestName.of(e.getPropertyName(), known)
                            .map(n -> "did you mean '" + n + "'?")
                            .orElse("keys that can stand here: " + String.join(", ", known)));
        } catch (JsonMappingException e) {
            throw new UserException(
                    where(file, e) + " has a wrong value" + path(e),
                    "see docs/configuration.md for what can stand there");
        } catch (JsonProcessingException e) {
            throw new UserException(where(file, e) + " is no YAML", "check indentation, quotes and colons there");
        } catch (IOException e) {
            throw new UserException("cannot read " + file + " (" + Reason.of(e) + ")", "check its permissions");
        }
    }

    private static boolean saysNothing(String yaml) {
        return yaml.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    private static String where(Path file, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? file.toString() : file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : " at " + path;
    }

    private void check(Path file) {
        if (catalog != null) {
            catalog.check(file);
        }
        for (Site site : sites) {
            try {
                ZoneId.of(site.zone());
            } catch (DateTimeException e) {
                throw new UserException(
                        file + ": site " + site.name() + " has the unknown time zone '" + site.zone() + "'",
                        NearestName.of(site.zone(), ZoneId.getAvailableZoneIds())
                                .map(n -> "did you mean '" + n + "'?")
                                .orElse("use a name such as Europe/Berlin"));
            }
        }
        if (!HEADERS.contains(forwardedHeader)) {
            throw new UserException(
                    file + ": forwarded_header is '" + forwardedHeader + "'",
                    "use one of " + String.join(", ", HEADERS));
        }
        checkRules(file);
    }

    /** Rules judge their patterns and names themselves; here the file is known. */
    private void checkRules(Path file) {
        for (Event event : events) {
            if (!EventRules.EVENTS.contains(event.event())) {
                throw new UserException(
                        file + ": events has the unknown event '" + event.event() + "'",
                        NearestName.of(event.event(), EventRules.EVENTS)
                                .map(n -> "did you mean '" + n + "'?")
                                .orElse("use one of " + String.join(", ", EventRules.EVENTS)));
            }
        }
        try {
            PageRules.of(pages.settings(List.of()));
            EventRules.of(events.stream().map(Event::rule).toList());
        } catch (IllegalArgumentException e) {
            throw new UserException(file + ": " + e.getMessage(), "write it like /shop/** or **/print");
        }
    }

    private Configuration resolve(Path base) {
        return new Configuration(
                at(base, warehouse),
                catalog,
                sites,
                trustedProxies,
                forwardedHeader,
                new Databases(at(base, databases.city()), at(base, databases.asn())),
                at(base, networks),
                at(base, policy),
                mappings.stream().map(m -> base.resolve(m).toString()).toList(),
                pages,
                events,
                spark);
    }

    /** This configuration with what the command line says instead; {@code null} leaves a value as it is. */
    public Configuration with(@Nullable String city, @Nullable String asn, @Nullable String networkFile) {
        return new Configuration(
                warehouse,
                catalog,
                sites,
                trustedProxies,
                forwardedHeader,
                new Databases(city == null ? databases.city() : city, asn == null ? databases.asn() : asn),
                networkFile == null ? networks : networkFile,
                policy,
                mappings,
                pages,
                events,
                spark);
    }

    /** This configuration with another policy file. */
    public Configuration withPolicy(String file) {
        return new Configuration(
                warehouse,
                catalog,
                sites,
                trustedProxies,
                forwardedHeader,
                databases,
                networks,
                file,
                mappings,
                pages,
                events,
                spark);
    }

    private static @Nullable String at(Path base, @Nullable String path) {
        return path == null ? null : base.resolve(path).toString();
    }

    /**
     * Refuses a site that is not configured; without configured sites every name will do.
     *
     * @throws UserException naming the nearest site
     */
    public void requireSite(String name) {
        List<String> names = sites.stream().map(Site::name).toList();
        if (!names.isEmpty() && !names.contains(name)) {
            throw new UserException(
                    "site '" + name + "' is not among the configured sites (" + String.join(", ", names) + ")",
                    NearestName.of(name, names)
                            .map(n -> "did you mean '" + n + "'?")
                            .orElse("add it under sites: in footfall.yaml"));
        }
    }

    /** The time zone of a site; of the first site when the name is {@code null} or not configured. */
    public ZoneId zone(@Nullable String site) {
        return sites.stream()
                .filter(s -> site == null || s.name().equals(site))
                .findFirst()
                .or(() -> sites.stream().findFirst())
                .map(s -> ZoneId.of(s.zone()))
                .orElse(ZoneId.of("UTC"));
    }

    /** The site that a host belongs to. */
    public Optional<String> siteOf(String host) {
        return sites.stream()
                .filter(s -> s.hosts().stream().anyMatch(h -> h.equals(host) || h.startsWith(".") && host.endsWith(h)))
                .map(Site::name)
                .findFirst();
    }

    /** The site of lines that name no configured host. */
    public String defaultSite() {
        return sites.isEmpty() ? DEFAULT_SITE : sites.get(0).name();
    }

    /** The host names of a site. */
    public List<String> hosts(String site) {
        return sites.stream()
                .filter(s -> s.name().equals(site))
                .flatMap(s -> s.hosts().stream())
                .toList();
    }
}
