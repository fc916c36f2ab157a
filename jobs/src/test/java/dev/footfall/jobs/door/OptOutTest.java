package dev.footfall.jobs.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.privacy.KeyStore;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who opted out is marked, among the hits that come and those that are there, and stays out of what the policy says. */
class OptOutTest {
    private static final String FORMAT = "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" \"%{Cookie}i\"";
    /** address, account, day, page, cookies. */
    private static final String LINE = "%s - %s [%s:08:00:00 +0000] \"GET %s HTTP/1.1\" 200 10 \"-\""
            + " \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\" \"%s\"\n";

    @TempDir
    Path temp;

    @BeforeEach
    void ingest() {
        ingest("a.log", "14/Oct/2025", "");
    }

    private void ingest(String name, String day, String suffix) {
        String log = LINE.formatted("192.0.2.1", "-", day, "/cookie" + suffix, "uid=cookie-of-ada")
                + LINE.formatted("192.0.2.2", "Bert", day, "/account" + suffix, "uid=another")
                + LINE.formatted("192.0.2.3", "-", day, "/held" + suffix, "user=Carl")
                + LINE.formatted("192.0.2.4", "-", day, "/address" + suffix, "uid=third")
                + LINE.formatted("192.0.2.5", "dora", day, "/nobody" + suffix, "uid=fourth");
        Cli.ingest(warehouse(), "--site", "shop", "--format", FORMAT, Samples.write(temp.resolve(name), log));
    }

    private Path warehouse() {
        return temp.resolve("w");
    }

    private Cli.Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", warehouse()));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    private Cli.Run importing(String lines, Object... more) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", warehouse(), "optout", "import", "-"));
        all.addAll(List.of(more));
        return Cli.runWithInput(lines.getBytes(StandardCharsets.UTF_8), all.toArray());
    }

    private Set<String> optedOut() {
        Set<String> pages = new TreeSet<>();
        Stored.in(warehouse(), Tables.AUDIENCE_HITS).rows().stream()
                .filter(row -> Boolean.TRUE.equals(row.getField("opt_out")))
                .forEach(row -> pages.add((String) row.getField("page")));
        return pages;
    }

    @Test
    void hitsThatCameBeforeAndThatComeAfterAreMarked() throws IOException {
        String lines = "kind,value\ncookie,cookie-of-ada\naccount,BERT\naccount,Carl\naddress,\"192.0.2.4\"\n";

        Cli.Run run = importing(lines);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(optedOut()).containsExactly("/account", "/address", "/cookie", "/held");
        assertThat(run.err()).contains("marked 4 hits").doesNotContain("ada", "BERT", "192.0.2");
        ingest("b.log", "15/Oct/2025", "-again");
        assertThat(optedOut())
                .contains("/account-again", "/address-again", "/cookie-again", "/held-again")
                .hasSize(8);
        assertThat(importing(lines).err()).contains("marked 0 hits");
        assertThat(run("optout", "list", "--output", "json").rows())
                .extracting(row -> row.get("kind") + " " + row.get("identifiers"))
                .containsExactlyInAnyOrder("cookie 1", "account 2", "address 1");
        for (String directory : List.of("optouts", "ledger")) {
            try (Stream<Path> files = Files.list(warehouse().resolve(directory))) {
                for (Path file : files.toList()) {
                    assertThat(Files.readString(file))
                            .doesNotContainIgnoringCase("bert")
                            .doesNotContain("cookie-of-ada", "192.0.2");
                }
            }
        }
        Map<String, Object> noted = run("ledger", "list", "--command", "optout import", "--output", "json")
                .rows()
                .get(0);
        assertThat(String.valueOf(noted.get("facts"))).contains("account", "2");
    }

    @Test
    void aWrongLineIsNamedByItsNumberAndNothingIsImported() {
        Cli.Run run = importing("cookie,cookie-of-ada\nadress,192.0.2.4\naddress,192.0.2.400\ncookie,\n");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("3 lines are wrong, 2, 3, 4")
                .hasLineCount(1)
                .doesNotContain("192.0.2");
        assertThat(optedOut()).isEmpty();
        assertThat(run("optout", "list", "--output", "json").rows()).isEmpty();
        assertThat(importing("x\n", "--kind", "cokie").err()).contains("did you mean 'cookie'?");
        assertThat(importing("# none\n").err()).contains("there is no identifier");
    }

    @Test
    void whoUnsubscribedIsNotHandedToAClientThoughTheirHitsStayUnmarked() throws IOException {
        assertThat(importing("BERT\n", "--kind", "mail").code()).isZero();
        Path accounts = Samples.write(temp.resolve("accounts.txt"), "bert\ndora\n");
        Path file = temp.resolve("rows.json");

        Cli.Run run = run(
                "share",
                "--recipient",
                "client",
                "--dataset",
                "audience.hits",
                "--authorisations",
                accounts,
                "--to",
                file);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(new ObjectMapper().readTree(file.toFile()).findValuesAsText("account"))
                .containsExactly("dora");
        assertThat(run.err()).contains("1 accounts (their users opted out");
        assertThat(optedOut()).isEmpty();
    }

    @Test
    void totalsCountWhoOptedOutOnlyAsThePolicySays() throws IOException {
        importing("account,bert\n");
        String bundled;
        try (var in = KeyStore.class.getResourceAsStream("policy.yaml")) {
            bundled = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path policy = Files.writeString(
                temp.resolve("policy.yaml"), bundled.replaceFirst("(?m)^  counted: true", "  counted: false"));
        Path config = Files.writeString(temp.resolve("footfall.yaml"), "policy: " + policy + "\n");

        assertThat(run("report", "traffic", "--output", "json").rows().get(0)).containsEntry("hits", 5);
        assertThat(run("report", "traffic", "--config", config, "--output", "json")
                        .rows()
                        .get(0))
                .containsEntry("hits", 4);
        assertThat(run("report", "audience", "--config", config, "--output", "json")
                        .rows()
                        .get(0))
                .containsEntry("pageviews", 4);
    }
}
