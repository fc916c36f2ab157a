package dev.footfall.jobs.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.footfall.agent.AgentClassifier;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.page.ReferrerRules;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.signal.AttackTags;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Digests of what decides about rows, by which two batches can be seen to have been made alike. Rules and settings go in,
 * nothing that says anything about a visitor.
 *
 * @param policy of the policy file
 * @param rules of the bundled rules for agents, crawlers, referrers and attacks
 * @param configuration of sites, proxies, page and event rules, named networks and mappings
 */
record Versions(String policy, String rules, String configuration) {
    /** Hexadecimal digits of a digest: enough to tell versions apart, short enough for a table. */
    private static final int DIGITS = 16;

    private record Bundled(Class<?> beside, String name) {}

    private static final List<Bundled> RULES = List.of(
            new Bundled(AgentClassifier.class, "agent_rules.yaml"),
            new Bundled(AgentClassifier.class, "browser_rules.yaml"),
            new Bundled(AgentClassifier.class, "crawler-user-agents.json"),
            new Bundled(ReferrerRules.class, "referrers.csv"),
            new Bundled(AttackTags.class, "attack_rules.yaml"));

    /** The versions that a batch is made with. */
    static Versions of(Configuration configuration) {
        MessageDigest rules = sha256();
        RULES.forEach(rule -> rules.update(resource(rule)));
        MessageDigest policy = sha256();
        if (configuration.policy() == null) {
            policy.update(resource(new Bundled(PolicyFile.class, "policy.yaml")));
        } else {
            PolicyVersions.load(Path.of(configuration.policy()))
                    .files()
                    .forEach(f -> policy.update(file(f.toString())));
        }
        return new Versions(text(policy), text(rules), text(settings(configuration)));
    }

    /** Where things lie does not decide about rows, so paths are left out and what the files say goes in. */
    private static MessageDigest settings(Configuration configuration) {
        Configuration deciding = new Configuration(
                null,
                null,
                configuration.sites(),
                configuration.trustedProxies(),
                configuration.forwardedHeader(),
                null,
                null,
                null,
                List.of(),
                configuration.pages(),
                configuration.events(),
                Map.of());
        MessageDigest digest = sha256();
        try {
            digest.update(new ObjectMapper()
                    .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                    .configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false)
                    .writeValueAsBytes(deciding));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (configuration.networks() != null) {
            digest.update(file(configuration.networks()));
        }
        configuration.mappings().forEach(mapping -> digest.update(file(mapping)));
        return digest;
    }

    private static byte[] resource(Bundled bundled) {
        try (InputStream in = bundled.beside.getResourceAsStream(bundled.name)) {
            if (in == null) {
                throw new IllegalStateException("the program's jar lacks " + bundled.name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new UserException(
                    "cannot read " + path + " (" + Reason.of(e) + ")", "check the path in footfall.yaml");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException(every); // every Java has it
        }
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
