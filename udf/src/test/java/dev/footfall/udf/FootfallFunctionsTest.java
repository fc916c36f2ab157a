package dev.footfall.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import dev.footfall.udf.FootfallFunctions.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootfallFunctionsTest {
    private static final Path SAMPLES = Path.of("..", "data-samples", "geo");
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    @TempDir
    static Path keys;

    private static SparkSession spark;

    @BeforeAll
    static void startsSparkWithoutCompilingPlans() {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.log.level", "WARN")
                .getOrCreate();
        KeyStore.open(keys, MasterKey.of(System.getenv(), keys)).tokenizer(TokenKind.BROWSER, EpochKind.MONTH.of(DAY));
        FootfallFunctions.register(
                spark,
                new Settings(null, null, List.of("page"), List.of(".example.com"), null)
                        .withDatabases(
                                Optional.of(SAMPLES.resolve("city.mmdb")), Optional.of(SAMPLES.resolve("asn.mmdb")))
                        .withKeys(keys));
    }

    @AfterAll
    static void stopsSpark() {
        spark.stop();
    }

    private static Object answer(String expression) {
        // Over a table, so that it runs in a task.
        List<Row> rows = spark.range(1).selectExpr(expression + " AS answer").collectAsList();
        return rows.get(0).get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "null", textBlock = """
            footfall_agent_class('curl/8.5.0')                                           | tool
            footfall_agent_class('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)') | declared-bot
            footfall_device('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1') | mobile
            footfall_os('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')    | Linux
            footfall_agent('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0') | Firefox
            footfall_agent(NULL)                                                         | none
            footfall_page('/a//b/index.html?utm_source=x&page=2')                        | /a/b?page=2
            footfall_page(NULL)                                                          | null
            footfall_kind('/style.css')                                                  | asset
            footfall_kind('/about')                                                      | page
            footfall_scrub('mail to jane@example.org')                                   | mail to {email}
            footfall_medium('https://www.google.com/', 'www.example.net')                | search
            footfall_medium('https://shop.example.com/x', NULL)                          | internal
            footfall_medium(NULL, NULL)                                                  | direct
            footfall_country('no address')                                               | unknown
            footfall_country(NULL)                                                       | null
            footfall_asn('no address')                                                   | null
            """)
    void answersInSql(String expression, String expected) {
        Object answer = answer(expression);
        assertThat(answer == null ? null : answer.toString()).isEqualTo(expected);
    }

    @Test
    void placesAndNetworksComeFromTheDatabases() {
        Row row = spark.range(1)
                .selectExpr(
                        "footfall_country('192.0.2.1')",
                        "footfall_region('192.0.2.1')",
                        "footfall_city('192.0.2.1')",
                        "footfall_asn('192.0.2.1')")
                .head();
        assertThat(row.getString(0)).hasSize(2).isNotEqualTo("unknown");
        assertThat(row.getString(1)).isNotBlank();
        assertThat(row.getString(2)).isNotBlank();
        assertThat(row.getLong(3)).isPositive();
    }

    @Test
    void aTokenIsTheOneThatIngestWrites() {
        byte[] expected = KeyStore.open(keys, MasterKey.of(System.getenv(), keys))
                .tokenizer(TokenKind.BROWSER, EpochKind.MONTH.of(DAY))
                .token(Identifiers.cookie("c0ffee"));
        assertThat((byte[]) answer("footfall_token('audience.browser', DATE'2026-10-31', 'c0ffee')"))
                .isEqualTo(expected);
    }

    @Test
    void aTokenNeverMakesAKey() {
        assertThat(answer("footfall_token('audience.browser', DATE'2026-12-01', 'c0ffee')"))
                .isNull();
        assertThat(KeyStore.open(keys, MasterKey.of(System.getenv(), keys)).keys())
                .hasSize(1);
    }

    @Test
    void anUnknownKindNamesTheNearest() {
        assertThatThrownBy(() ->
                        new TokenFunction(keys.toString()).call("audience.browsr", java.sql.Date.valueOf(DAY), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("audience.browser");
    }

    @Test
    void withoutKeysThereIsNoTokenFunction() {
        SparkSession other = spark.newSession();
        FootfallFunctions.register(other, Settings.none());
        assertThat(other.range(1).selectExpr("footfall_agent('x')").head().getString(0))
                .isNotNull();
        assertThatThrownBy(() -> other.range(1).selectExpr("footfall_token('audience.browser', DATE'2026-10-01', 'x')"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("footfall_token");
    }
}
