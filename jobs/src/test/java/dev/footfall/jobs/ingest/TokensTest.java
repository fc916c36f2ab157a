package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays the same under a token, what changes it, and who can turn it back. Each line is known by its path. */
class TokensTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    @TempDir
    static Path temp;

    private static Path warehouse;
    private static Map<String, Map<String, String>> audience;
    private static Map<String, Map<String, String>> security;

    @BeforeAll
    static void ingest() {
        String log = line("first", "192.0.2.9", "-", "01/Oct/2024:10:00:00", 200, FIREFOX, "uid=cookie-1; sid=s-1", "-")
                + line("same-day", "192.0.2.9", "-", "01/Oct/2024:22:00:00", 200, FIREFOX, "uid=cookie-1; sid=s-1", "-")
                + line("next-day", "192.0.2.9", "-", "02/Oct/2024:10:00:00", 200, FIREFOX, "uid=cookie-1; sid=s-1", "-")
                + line(
                        "month-end",
                        "192.0.2.9",
                        "-",
                        "31/Oct/2024:23:59:59",
                        200,
                        FIREFOX,
                        "uid=cookie-1; sid=s-1",
                        "-")
                + line(
                        "next-month",
                        "192.0.2.9",
                        "-",
                        "01/Nov/2024:00:00:00",
                        200,
                        FIREFOX,
                        "uid=cookie-1; sid=s-1",
                        "-")
                + line(
                        "next-quarter",
                        "192.0.2.9",
                        "-",
                        "01/Jan/2025:00:00:00",
                        200,
                        FIREFOX,
                        "uid=cookie-1; sid=s-1",
                        "-")
                + line(
                        "other-cookie",
                        "192.0.2.9",
                        "-",
                        "01/Oct/2024:10:00:00",
                        200,
                        FIREFOX,
                        "uid=cookie-2; sid=s-2",
                        "-")
                + line("quoted-cookie", "192.0.2.9", "-", "01/Oct/2024:10:00:00", 200, FIREFOX, "uid=%63ookie-1", "-")
                + line(
                        "issued-cookie",
                        "192.0.2.9",
                        "-",
                        "01/Oct/2024:10:00:00",
                        200,
                        FIREFOX,
                        "-",
                        "uid=cookie-1; Path=/")
                + line("no-cookie", "192.0.2.9", "-", "01/Oct/2024:10:00:00", 200, FIREFOX, "-", "-")
                + line("other-agent", "192.0.2.9", "-", "01/Oct/2024:10:00:00", 200, "curl/8.5.0", "-", "-")
                + line("neighbour", "192.0.2.10", "-", "01/Oct/2024:10:00:00", 200, FIREFOX, "-", "-")
                + line("far", "198.51.100.9", "-", "01/Oct/2024:10:00:00", 200, FIREFOX, "-", "-")
                + line("mapped", "::ffff:192.0.2.9", "-", "01/Oct/2024:10:00:00", 200, FIREFOX, "-", "-")
                + line("six", "2001:db8:0:0::9", "-", "01/Oct/2024:10:00:00", 200, FIREFOX, "-", "-")
                + line("six-short", "2001:DB8::9", "-", "01/Oct/2024:10:00:00", 200, FIREFOX, "-", "-")
                + line("account", "192.0.2.9", "Jo", "01/Oct/2024:10:00:00", 200, FIREFOX, "-", "-")
                + line("account-case", "192.0.2.9", "JO", "01/Oct/2024:10:00:00", 200, FIREFOX, "-", "-")
                + line("account-denied", "192.0.2.9", "Jo", "01/Oct/2024:10:00:00", 401, FIREFOX, "-", "-")
                + line("account-forbidden", "192.0.2.9", "Jo", "01/Oct/2024:10:00:00", 403, FIREFOX, "-", "-")
                + "a line that does not parse, of 192.0.2.9\n";
        warehouse = temp.resolve("w");
        Cli.ingest(warehouse, Samples.write(temp.resolve("tokens.log"), log), "--format", "combined_cookie");
        audience = byPath(
                Tables.AUDIENCE_HITS, "page", List.of("person", "browser", "device_day", "place_day", "signed_in"));
        security = byPath(
                Tables.SECURITY_HITS, "path", List.of("ip", "net", "account", "session", "browser", "agent_token"));
    }

    private static String line(
            String path,
            String address,
            String user,
            String time,
            int status,
            String agent,
            String cookies,
            String issued) {
        return "%s - %s [%s +0000] \"GET /%s HTTP/1.1\" %d 10 \"-\" \"%s\" \"%s\" \"%s\" 100%n"
                .formatted(address, user, time, path, status, agent, cookies, issued);
    }

    private static Map<String, Map<String, String>> byPath(TableSpec table, String path, List<String> columns) {
        Map<String, Map<String, String>> rows = new HashMap<>();
        Stored.in(warehouse, table).rows().forEach(row -> {
            Map<String, String> values = new HashMap<>();
            columns.forEach(column -> values.put(column, String.valueOf(Stored.value(row, column))));
            rows.put(String.valueOf(row.getField(path)).substring(1), values);
        });
        return rows;
    }

    private static @Nullable String of(Map<String, Map<String, String>> rows, String path, String column) {
        String value = rows.get(path).get(column);
        return value.equals("null") ? null : value;
    }

    private static void assertSame(Map<String, Map<String, String>> rows, String column, String... paths) {
        for (String path : paths) {
            assertThat(of(rows, path, column))
                    .as(column + " of " + path)
                    .isNotNull()
                    .isEqualTo(of(rows, paths[0], column));
        }
    }

    private static void assertDifferent(Map<String, Map<String, String>> rows, String column, String... paths) {
        Set<String> seen = new HashSet<>();
        for (String path : paths) {
            assertThat(of(rows, path, column)).as(column + " of " + path).isNotNull();
            assertThat(seen.add(of(rows, path, column)))
                    .as(column + " of " + path)
                    .isTrue();
        }
    }

    @Test
    void aCookieIsOneBrowserWithinItsMonthAndAnotherInTheNext() {
        assertSame(audience, "browser", "first", "same-day", "next-day", "month-end");
        assertDifferent(audience, "browser", "first", "next-month", "next-quarter", "other-cookie");
    }

    @Test
    void aCookieIsOneBrowserHoweverItIsEncodedAndWhetherReturnedOrIssued() {
        assertSame(audience, "browser", "first", "quoted-cookie", "issued-cookie");
        assertThat(of(audience, "no-cookie", "browser")).isNull();
    }

    @Test
    void theSecurityVaultKeepsItsTokensForAQuarter() {
        for (String column : List.of("browser", "session", "ip", "net", "agent_token")) {
            assertSame(security, column, "first", "next-day", "next-month");
            assertDifferent(security, column, "first", "next-quarter");
        }
    }

    @Test
    void noTokenOfOneVaultStandsInTheOther() {
        Set<String> ours = tokens(audience);
        assertThat(ours).hasSizeGreaterThan(10).doesNotContainAnyElementsOf(tokens(security));
    }

    @Test
    void tokensHaveSixteenBytes() {
        assertThat(tokens(audience)).allMatch(token -> token.length() == 32);
        assertThat(tokens(security)).allMatch(token -> token.length() == 32);
    }

    private static Set<String> tokens(Map<String, Map<String, String>> rows) {
        Set<String> tokens = new HashSet<>();
        rows.values().forEach(row -> row.values().stream()
                .filter(value -> !List.of("null", "true", "false").contains(value))
                .forEach(tokens::add));
        return tokens;
    }

    @Test
    void devicesAndPlacesLastForADay() {
        for (String column : List.of("device_day", "place_day")) {
            assertSame(audience, column, "first", "same-day");
            assertDifferent(audience, column, "first", "next-day", "month-end", "next-month");
        }
    }

    @Test
    void aDeviceIsAnAddressAndItsAgentAPlaceTheAddressAlone() {
        assertDifferent(audience, "device_day", "first", "other-agent", "neighbour");
        assertSame(audience, "place_day", "first", "other-agent");
        assertDifferent(audience, "place_day", "first", "neighbour", "far");
    }

    @Test
    void anAddressIsOneHoweverItIsWritten() {
        assertSame(security, "ip", "first", "mapped");
        assertSame(audience, "place_day", "first", "mapped");
        assertSame(security, "ip", "six", "six-short");
        assertSame(audience, "device_day", "six", "six-short");
    }

    @Test
    void aNetworkIsTheAddressCutShort() {
        assertSame(security, "net", "first", "neighbour");
        assertDifferent(security, "net", "first", "far", "six");
    }

    @Test
    void anAddressTurnsBackWhileItsKeyLives() {
        Map<String, Long> addresses = new Revealed(warehouse).addresses(Stored.in(warehouse, Tables.SECURITY_HITS));
        assertThat(addresses)
                .isEqualTo(Map.of(
                        "c0000209", 16L,
                        "c000020a", 1L,
                        "c6336409", 1L,
                        "20010db8000000000000000000000009", 2L));
    }

    @Test
    void anAccountIsOneInAnyCaseAndCountsOnlyWhenItWasLetIn() {
        assertSame(audience, "person", "account", "account-case");
        assertSame(security, "account", "account", "account-case");
        for (String path : List.of("account-denied", "account-forbidden", "first")) {
            assertThat(of(audience, path, "person")).as(path).isNull();
            assertThat(of(audience, path, "signed_in")).as(path).isEqualTo("false");
            assertThat(of(security, path, "account")).as(path).isNull();
        }
        assertThat(of(audience, "account", "signed_in")).isEqualTo("true");
    }

    @Test
    void aQuarantinedLineDecryptsInItsPlaceAndNowhereElse() throws GeneralSecurityException {
        Stored quarantine = Stored.in(warehouse, Tables.QUARANTINE);
        var row = quarantine.rows().get(0);
        long offset = (Long) row.getField("byte_offset");
        Revealed keys = new Revealed(warehouse);
        assertThat(keys.line(row, offset)).isEqualTo("a line that does not parse, of 192.0.2.9");
        assertThatThrownBy(() -> keys.line(row, offset + 1)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void anotherWarehouseHasOtherTokensForTheSameLines() {
        Path other = temp.resolve("other");
        Cli.ingest(other, temp.resolve("tokens.log"), "--format", "combined_cookie");
        Set<Object> there = new HashSet<>(Stored.in(other, Tables.AUDIENCE_HITS).column("browser"));
        there.remove(null);
        assertThat(there).hasSize(4).doesNotContainAnyElementsOf(new HashSet<Object>(tokens(audience)));
    }
}
