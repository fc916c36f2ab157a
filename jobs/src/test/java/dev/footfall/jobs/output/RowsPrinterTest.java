package dev.footfall.jobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RowsPrinterTest {
    private static final Rows SAMPLE = new Rows(
            List.of("day", "at", "page", "hits", "share", "human"),
            List.of(
                    Arrays.asList(
                            LocalDate.parse("2026-10-05"),
                            Instant.parse("2026-10-05T10:00:00Z"),
                            "/\"quoted\", twice",
                            1_234_567L,
                            0.123456,
                            true),
                    Arrays.asList(LocalDate.parse("2026-10-06"), null, "東京", 8, null, false)));

    @Test
    void tableAlignsByWidthOnScreen() {
        assertThat(printed(SAMPLE, OutputFormat.table)).isEqualTo("""
                        day         at                    page                   hits   share  human
                        2026-10-05  2026-10-05T10:00:00Z  /"quoted", twice  1,234,567  0.1235  true
                        2026-10-06  -                     東京                      8       -  false
                        """);
    }

    @Test
    void jsonIsOneObjectALine() {
        assertThat(printed(SAMPLE, OutputFormat.json)).isEqualTo("""
                        [
                        {"day":"2026-10-05","at":"2026-10-05T10:00:00Z","page":"/\\"quoted\\", twice","hits":1234567,"share":0.123456,"human":true},
                        {"day":"2026-10-06","at":null,"page":"東京","hits":8,"share":null,"human":false}
                        ]
                        """);
    }

    @Test
    void csvFollowsRfc4180() {
        assertThat(printed(SAMPLE, OutputFormat.csv)).isEqualTo("""
                        day,at,page,hits,share,human\r
                        2026-10-05,2026-10-05T10:00:00Z,"/""quoted"", twice",1234567,0.123456,true\r
                        2026-10-06,,東京,8,,false\r
                        """);
    }

    @Test
    void noRowsAreAHeaderOrAnEmptyArray() {
        Rows none = new Rows(List.of("day", "hits"), List.of());

        assertThat(printed(none, OutputFormat.table)).isEqualTo("day  hits\n");
        assertThat(printed(none, OutputFormat.json)).isEqualTo("[]\n");
        assertThat(printed(none, OutputFormat.csv)).isEqualTo("day,hits\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r=1", "＝1", "＠x", "=cmd|' /C calc'!A0", "-"})
    void csvDisarmsFormulas(String evil) {
        String field = printed(new Rows(List.of("a"), List.of(List.of(evil))), OutputFormat.csv)
                .split("\r\n")[1];

        assertThat(field.replaceFirst("^\"", "")).startsWith("'");
    }

    @Test
    void csvLeavesNegativeNumbersAlone() {
        assertThat(printed(new Rows(List.of("a"), List.of(List.of(-5L), List.of(-0.5))), OutputFormat.csv))
                .isEqualTo("a\r\n-5\r\n-0.5\r\n");
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void nothingReachesTheTerminalThatItWouldActOn(OutputFormat format) {
        String evil = "a\u001b[31m\u009b2J\u0000\u0007\u202eb\u2066c\u200bd\u2028e\ufefff\u007fg\r\nh";

        String out = printed(new Rows(List.of("page"), List.of(List.of(evil))), format);

        String content = out.replace("\r\n", "").replace("\n", "");
        assertThat(content.codePoints().filter(SafeText::harmful).toArray()).isEmpty();
        assertThat(content).containsIgnoringCase("\\u001b[31m").containsIgnoringCase("\\u202eb");
    }

    @Property(tries = 200)
    void jsonReadsBackWhatWasWritten(@ForAll String text, @ForAll long number) throws Exception {
        String readable = text.replaceAll("[\\ud800-\\udfff]", "");

        JsonNode read = new ObjectMapper()
                .readTree(printed(
                        new Rows(List.of("text", "number"), List.of(List.of(readable, number))), OutputFormat.json));

        assertThat(read.get(0).get("text").asText()).isEqualTo(readable);
        assertThat(read.get(0).get("number").asLong()).isEqualTo(number);
    }

    @Test
    void longTextIsCutInTheTableOnly() {
        String page = "/" + "x".repeat(200);
        Rows rows = new Rows(List.of("page"), List.of(List.of(page)));

        assertThat(printed(rows, OutputFormat.table).split("\n")[1]).hasSize(60).endsWith("…");
        assertThat(printed(rows, OutputFormat.csv)).contains(page);
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "東京, 4", "e\u0301, 1", "\uD83D\uDE00, 2", "한글, 4"})
    void knowsWideAndCombiningCharacters(String text, int width) {
        assertThat(TextWidth.of(text)).isEqualTo(width);
    }

    @Test
    void aWrongFormatNamesTheChoices() {
        CommandLine command = new CommandLine(new Sample());

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> command.parseArgs("--output", "xml")))
                .hasMessageContaining("--output")
                .hasMessageContaining("[table, json, csv]");
        command.parseArgs("--output", "csv");
        assertThat(command.<Sample>getCommand().output.format()).isEqualTo(OutputFormat.csv);
    }

    @CommandLine.Command
    static final class Sample {
        @CommandLine.Mixin
        OutputOption output = new OutputOption();
    }

    private static String printed(Rows rows, OutputFormat format) {
        StringBuilder out = new StringBuilder();
        RowsPrinter.print(rows, format, out);
        return out.toString();
    }
}
