package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bytes, a parser gives an outcome, and a hit's offsets lie within its array. */
class HostileLinesTest {
    private static final List<LogFormat> FORMATS = formats();

    private static List<LogFormat> formats() {
        List<LogFormat> formats = new ArrayList<>(LogFormats.bundled());
        for (String format : List.of(
                "%{X-Forwarded-For}i %v:%p %u %t \"%m %U%q %H\" %>s %O %{ms}T %{Forwarded}i",
                "%h %r %{%d/%b/%Y %I:%M:%S %p %z}t.%{msec_frac}t %!200{Referer}i|%{Host}i%U %q",
                "$msec|$host$request_uri|$upstream_response_time|$uid_got|$uid_set|$cookie_a|$http_host",
                "{\"t\":\"$time_iso8601\",\"r\":\"$request\",\"s\":$status}")) {
            formats.add(FormatString.compile(format));
        }
        return List.copyOf(formats);
    }

    @Provide
    Arbitrary<LogFormat> anyFormat() {
        return Arbitraries.of(FORMATS);
    }

    private static void check(LogFormat format, byte[] line) {
        LineParser parser = format.newParser();
        for (String header : format.sample().split("\n")) {
            byte[] bytes = Lines.bytes(header);
            parser.parse(bytes, 0, bytes.length, new LogLine());
        }
        LineInvariants.check(parser, line);
    }

    @Property
    void survivesAnyBytes(@ForAll("anyFormat") LogFormat format, @ForAll byte[] line) {
        check(format, line);
    }

    @Property
    void survivesTextOfTheKindThatLogsHold(
            @ForAll("anyFormat") LogFormat format, @ForAll("scraps") List<String> scraps) {
        check(format, Lines.bytes(String.join("", scraps)));
    }

    @Provide
    Arbitrary<List<String>> scraps() {
        return Arbitraries.of(
                        " ",
                        " ",
                        "\"",
                        "\\",
                        "\\\"",
                        "\\x",
                        "-",
                        "[",
                        "]",
                        ":",
                        "|",
                        "/",
                        "?",
                        "%",
                        "{",
                        "}",
                        ",",
                        ";",
                        "=",
                        "#",
                        "HTTP/1.1",
                        "GET ",
                        "192.0.2.1",
                        "2001:db8::1",
                        "200",
                        "0",
                        "\t",
                        "\"r\"",
                        "10/Oct/2025:13:55:36 +0000",
                        "2025-10-10",
                        "T13:55:36",
                        "1760104536",
                        ".5",
                        "1e9",
                        "é",
                        "unix:",
                        "null",
                        "[]")
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 4000)
    void survivesMutatedLines(
            @ForAll("anyFormat") LogFormat format,
            @ForAll @IntRange(max = 400) int at,
            @ForAll byte replacement,
            @ForAll @IntRange(max = 400) int cut) {
        byte[] line = Lines.bytes(format.sample().substring(format.sample().lastIndexOf('\n') + 1));
        line[at % line.length] = replacement;
        check(format, line);
        check(format, Arrays.copyOf(line, cut % line.length));
        check(format, Arrays.copyOfRange(line, cut % line.length, line.length));
    }

    @Property(tries = 200)
    void survivesAnyFormatString(@ForAll("formatScraps") List<String> scraps) {
        String text = String.join("", scraps);
        try {
            LogFormat format = FormatString.compile(text);
            assertThat(Lines.parse(format, format.sample())).isNotIn("BAD_TIME", "CONTROL_BYTES");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("format string, position ");
        }
    }

    @Provide
    Arbitrary<List<String>> formatScraps() {
        return Arbitraries.of(
                        "%t",
                        "%t",
                        "%h",
                        " ",
                        " ",
                        "\"",
                        "%r",
                        "%>s",
                        "%b",
                        "%{Referer}i",
                        "%{",
                        "}",
                        "%",
                        "%%",
                        "%{sec}t",
                        "%{%F}t",
                        "%{%T}t",
                        "$",
                        "$status",
                        "$msec",
                        "${uri}",
                        "$args",
                        "%U",
                        "%q",
                        "|",
                        "\\",
                        "%^FB",
                        "%v:%p")
                .list()
                .ofMaxSize(12);
    }
}
