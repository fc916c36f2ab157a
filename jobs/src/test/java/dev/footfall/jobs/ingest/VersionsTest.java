package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What made a batch can be read from the list of batches, and differs when what decides about rows differs. */
class VersionsTest {
    @TempDir
    Path temp;

    private Versions of(String yaml) throws IOException {
        return Versions.of(Configuration.load(Files.writeString(temp.resolve("footfall.yaml"), yaml)));
    }

    @Test
    void settingsThatDecideAboutRowsChangeTheDigestAndOthersDoNot() throws IOException {
        String one = of("sites: [{name: shop, hosts: [shop.example]}]").configuration();
        assertThat(of("sites: [{name: shop, hosts: [shop.example]}]\nwarehouse: elsewhere\nspark: {a: b}")
                        .configuration())
                .isEqualTo(one);
        assertThat(of("sites: [{name: shop, hosts: [shop.example], zone: Europe/Berlin}]")
                        .configuration())
                .isNotEqualTo(one);
        assertThat(of("sites: [{name: shop, hosts: [shop.example]}]\ntrusted_proxies: [192.0.2.0/24]")
                        .configuration())
                .isNotEqualTo(one);
    }

    @Test
    void whatANamedFileSaysCountsNotWhereItLies() throws IOException {
        Path here = Files.writeString(temp.resolve("a.csv"), "cidr,name\n192.0.2.0/24,Office\n");
        Path there = Files.copy(here, temp.resolve("b.csv"));
        String one = of("networks: " + here).configuration();
        assertThat(of("networks: " + there).configuration()).isEqualTo(one);
        Files.writeString(there, "198.51.100.0/24,Branch\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(of("networks: " + there).configuration()).isNotEqualTo(one);
    }

    @Test
    void anotherPolicyFileHasAnotherDigestAndTheSameRules() throws IOException {
        Versions bundled = Versions.of(Configuration.defaults());
        Versions sample = of("policy: " + Samples.directory().resolve("policy.yaml"));
        assertThat(sample.policy()).matches("[0-9a-f]{16}").isNotEqualTo(bundled.policy());
        assertThat(sample.rules()).matches("[0-9a-f]{16}").isEqualTo(bundled.rules());
    }

    @Test
    void theListOfBatchesShowsThem() {
        Path w = temp.resolve("w");
        Cli.ingest(w, "--geo", Samples.directory().resolve("geo/city.mmdb"), Samples.log("combined.log"));
        Versions expected = Versions.of(Configuration.defaults());
        Cli.Run list = Cli.run("--warehouse", w, "batches", "list", "--output", "json");
        assertThat(list.rows()).singleElement().satisfies(row -> {
            assertThat(row)
                    .containsEntry("state", "whole")
                    .containsEntry("policy_digest", expected.policy())
                    .containsEntry("rules", expected.rules())
                    .containsEntry("configuration", expected.configuration());
            assertThat(row.get("code")).isNotNull();
            assertThat(row.get("policy")).isNotNull();
            assertThat((String) row.get("city_database")).matches(".+ \\d{4}-\\d{2}-\\d{2}");
        });
    }

    @Test
    void batchesOfOneSecondAreListedNewestFirstToo() {
        Path w = temp.resolve("w");
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Path log = Samples.write(temp.resolve(i + ".log"), Samples.lines(i, i + 1));
            taken.add(0, Cli.ingest(w, log).get(0).get("batch"));
        }

        Cli.Run list = Cli.run("--warehouse", w, "batches", "list", "--output", "json");

        assertThat(list.rows()).extracting(row -> row.get("batch")).containsExactlyElementsOf(taken);
    }
}
