package dev.footfall.jobs.ingest;

import dev.footfall.agent.AgentClassifier;
import dev.footfall.geo.AsnDatabase;
import dev.footfall.geo.CityDatabase;
import dev.footfall.geo.NamedNetworks;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.page.EventRules;
import dev.footfall.page.PageRules;
import dev.footfall.page.ReferrerRules;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyVersions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that decides what becomes of a line: policy, page and event rules, databases. Shared by the tasks of a process. */
final class Rules implements AutoCloseable {
    /** The policy in force. What it says of the hits of a day, {@link #on} knows. */
    final CompiledPolicy policy;

    final Configuration configuration;
    final AgentClassifier agents = AgentClassifier.bundled();
    final PageRules pages;
    private final List<DayRules> days;
    final EventRules events;
    final ReferrerRules referrers = ReferrerRules.bundled();
    final @Nullable CityDatabase city;
    final @Nullable AsnDatabase asn;
    final NamedNetworks networks;

    private Rules(Configuration configuration) {
        this.configuration = configuration;
        PolicyVersions versions = versions(configuration);
        policy = versions.current();
        days = versions.spans().stream()
                .map(span -> DayRules.of(span, configuration))
                .toList();
        pages = days.get(days.size() - 1).pages;
        events = EventRules.of(
                configuration.events().stream().map(Configuration.Event::rule).toList());
        String cityPath = configuration.databases().city();
        city = cityPath == null ? null : CityDatabase.open(Path.of(cityPath));
        String asnPath = configuration.databases().asn();
        asn = asnPath == null ? null : AsnDatabase.open(Path.of(asnPath));
        networks = configuration.networks() == null
                ? NamedNetworks.NONE
                : NamedNetworks.load(Path.of(configuration.networks()));
    }

    /** Loads everything that the configuration names. */
    static Rules load(Configuration configuration) {
        return new Rules(configuration);
    }

    /** The versions of the policy that the configuration names. */
    static PolicyVersions versions(Configuration configuration) {
        return configuration.policy() == null
                ? PolicyVersions.bundled()
                : PolicyVersions.load(Path.of(configuration.policy()));
    }

    /** What holds for the hits of a day (days since the epoch). */
    DayRules on(int day) {
        int at = days.size() - 1;
        while (at > 0 && day < days.get(at).from) {
            at--;
        }
        return days.get(at);
    }

    /** What holds for the oldest hits, which is what all versions of the policy allow together. */
    DayRules narrowest() {
        return days.get(0);
    }

    @Override
    public void close() {
        if (city != null) {
            city.close();
        }
        if (asn != null) {
            asn.close();
        }
    }
}
