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
import dev.footfall.privacy.PolicyFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** All that decides what becomes of a line: policy, page and event rules, databases. Shared by the tasks of a process. */
final class Rules implements AutoCloseable {
    final CompiledPolicy policy;
    final Configuration configuration;
    final AgentClassifier agents = AgentClassifier.bundled();
    final PageRules pages;
    final EventRules events;
    final ReferrerRules referrers = ReferrerRules.bundled();
    final @Nullable CityDatabase city;
    final @Nullable AsnDatabase asn;
    final NamedNetworks networks;

    private Rules(Configuration configuration) {
        this.configuration = configuration;
        policy = policy(configuration);
        // What names a campaign has its own column: it would only split the pages.
        pages = PageRules.of(configuration
                .pages()
                .settings(policy.allowedQueryKeys().stream()
                        .filter(key -> !key.startsWith("utm_"))
                        .toList()));
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

    /** The policy that the configuration names, compiled. */
    static CompiledPolicy policy(Configuration configuration) {
        return CompiledPolicy.ofAllTables(
                configuration.policy() == null
                        ? PolicyFile.bundled()
                        : PolicyFile.load(Path.of(configuration.policy())));
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
