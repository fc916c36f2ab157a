package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wider version of the policy does not reach hits from before its start, whichever way and whenever they come in. */
class PolicyOfTheDayTest {
    private static final LocalDate OLD = LocalDate.of(2025, 10, 14);
    private static final LocalDate NEW = LocalDate.of(2025, 10, 15);
    private static final int LINES = 40;

    @TempDir
    Path temp;

    private Path config;

    /** Version 1 keeps neither status nor cookies of visitors nor q=; its security tokens last a quarter, not a month. */
    @BeforeEach
    void writeTwoVersions() throws IOException {
        String wide = bundled()
                .replace("query_keys: [page,", "query_keys: [q, page,")
                .replace("vault: security\n    epoch: quarter", "vault: security\n    epoch: month")
                .replace("vault: security, epoch: quarter", "vault: security, epoch: month");
        String narrow = bundled()
                .replaceFirst("(?m)^    status: \\{.*purposes: \\[audience.*$", "    status: { form: drop }")
                .replaceFirst("(?m)^    addresses: \\{.*$", "    addresses: { form: drop }")
                .replace("browser: [ff_id, uid,", "browser: [ff_id,");
        Samples.write(temp.resolve("v1.yaml"), from(narrow, "2025-01-01", ""));
        Samples.write(temp.resolve("v2.yaml"), from(wide, NEW.toString(), "\nearlier: v1.yaml"));
        config = Samples.write(temp.resolve("footfall.yaml"), "policy: v2.yaml\n");
    }

    private static String bundled() throws IOException {
        try (InputStream in = PolicyFile.class.getResourceAsStream("policy.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String from(String yaml, String starts, String more) {
        return yaml.replace("starts: 2011-11-25", "starts: " + starts + more);
    }

    private static String line(int number, LocalDate day) {
        return ("192.0.2.9 - - [%02d/Oct/2025:08:%02d:%02d +0000] \"GET /p%d?q=x HTTP/1.1\" 200 5 \"-\""
                        + " \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\" \"uid=c1\" \"-\" 100\n")
                .formatted(day.getDayOfMonth(), number / 60, number % 60, number % 3);
    }

    /** Lines of both days, mixed as late lines are. */
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(line(i, i % 2 == 0 ? OLD : NEW));
        }
        Collections.shuffle(lines, new Random(7));
        return lines;
    }

    private Path w() {
        return temp.resolve("w");
    }

    private Path log(String name, List<String> lines) {
        return Samples.write(temp.resolve(name), String.join("", lines));
    }

    private Cli.Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", w(), "--config", config));
        all.addAll(List.of(arguments));
        Cli.Run run = Cli.run(all.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private List<@Nullable Object> values(LocalDate day, String column) {
        return Stored.in(w(), Tables.AUDIENCE_HITS).where("day", day).rows().stream()
                .map(row -> Stored.value(row, column))
                .distinct()
                .toList();
    }

    private void assertNarrowBeforeAndWideAfter(int hitsOfEach) {
        for (LocalDate day : List.of(OLD, NEW)) {
            assertThat(Stored.in(w(), Tables.AUDIENCE_HITS).where("day", day).size())
                    .isEqualTo(hitsOfEach);
        }
        assertThat(values(OLD, "status")).containsExactly((Object) null);
        assertThat(values(NEW, "status")).containsExactly(200);
        assertThat(values(OLD, "browser")).containsExactly((Object) null);
        assertThat(values(OLD, "cookie_state")).containsExactly("absent");
        assertThat(values(NEW, "browser")).hasSize(1).doesNotContainNull();
        assertThat(values(NEW, "cookie_state")).containsExactly("returned");
        assertThat(values(OLD, "page")).allMatch(page -> !String.valueOf(page).contains("q="));
        assertThat(values(NEW, "page")).allMatch(page -> String.valueOf(page).endsWith("?q=x"));
        List<Record> network = Stored.in(w(), Tables.NETWORK_HOURLY).rows();
        assertThat(network).isNotEmpty().allSatisfy(row -> assertThat(row.getField("addresses") == null)
                .isEqualTo(row.getField("day").equals(OLD)));
    }

    @Test
    void linesOfBothDaysInOneFile() {
        run("ingest", "--format", "combined_cookie", log("a.log", lines()));

        assertNarrowBeforeAndWideAfter(LINES / 2);
    }

    @Test
    void tokensAreThoseOfTheDaysEpoch() {
        run("ingest", "--format", "combined_cookie", log("a.log", lines()));

        List<@Nullable Object> before = net(OLD);
        List<@Nullable Object> after = net(NEW);
        assertThat(before).hasSize(1).doesNotContainNull();
        assertThat(after).hasSize(1).doesNotContainNull();
        assertThat(before).as("a quarter's key before, a month's after").isNotEqualTo(after);
    }

    private List<@Nullable Object> net(LocalDate day) {
        return Stored.in(w(), Tables.SECURITY_HITS).where("day", day).rows().stream()
                .map(row -> Stored.value(row, "net"))
                .distinct()
                .toList();
    }

    @Test
    void backfillInEitherOrderAndAgain() {
        List<String> lines = lines();
        List<String> old = lines.stream().filter(line -> line.contains("[14/")).toList();
        List<String> later =
                lines.stream().filter(line -> line.contains("[15/")).toList();
        run("ingest", "--format", "combined_cookie", log("later.log", later));
        run("ingest", "--format", "combined_cookie", log("old.log", old));
        assertNarrowBeforeAndWideAfter(LINES / 2);

        run("ingest", "--again", "--format", "combined_cookie", temp.resolve("old.log"));
        assertNarrowBeforeAndWideAfter(LINES / 2);
    }

    @Test
    void replayOfLinesThatDidNotParse() {
        List<String> lines = lines();
        List<String> json = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            LocalDate day = lines.get(i).contains("[14/") ? OLD : NEW;
            json.add("{\"time_iso8601\":\"%sT09:00:%02d+00:00\",\"remote_addr\":\"192.0.2.9\",".formatted(day, i)
                    + "\"request\":\"GET /j?q=x HTTP/1.1\",\"status\":200,\"body_bytes_sent\":5,"
                    + "\"http_cookie\":\"uid=c1\"}\n");
        }
        List<String> both = new ArrayList<>(lines);
        both.addAll(json);
        run("ingest", "--format", "combined_cookie", log("a.log", both));
        run("quarantine", "replay", "--format", "nginx_json");

        assertNarrowBeforeAndWideAfter(LINES);
    }

    @Test
    void withoutAnEarlierVersionTheBundledPolicyLimitsOlderHits() throws IOException {
        Samples.write(
                temp.resolve("v2.yaml"),
                from(bundled().replace("query_keys: [page,", "query_keys: [q, page,"), NEW.toString(), ""));
        run("ingest", "--format", "combined_cookie", log("a.log", lines()));

        assertThat(values(OLD, "status")).containsExactly(200);
        assertThat(values(OLD, "page")).allMatch(page -> !String.valueOf(page).contains("q="));
        assertThat(values(NEW, "page")).allMatch(page -> String.valueOf(page).endsWith("?q=x"));
    }

    @Test
    void aNarrowerVersionReachesBack() throws IOException {
        String v1 = Files.readString(temp.resolve("v1.yaml"));
        String v2 = Files.readString(temp.resolve("v2.yaml"));
        Samples.write(
                temp.resolve("v1.yaml"), v2.replace("starts: " + NEW + "\nearlier: v1.yaml", "starts: 2025-01-01"));
        Samples.write(
                temp.resolve("v2.yaml"), v1.replace("starts: 2025-01-01", "starts: " + NEW + "\nearlier: v1.yaml"));
        run("ingest", "--format", "combined_cookie", log("a.log", lines()));

        for (LocalDate day : List.of(OLD, NEW)) {
            assertThat(values(day, "status")).containsExactly((Object) null);
            assertThat(values(day, "browser")).containsExactly((Object) null);
        }
    }
}
