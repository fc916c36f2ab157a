package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonFormatTest {
    private static final String T = "2025-10-10T13:55:36Z";
    private static final LogFormat FORMAT = NdjsonFormat.of(Mapping.parse("""
                    time: [$.ts, $.meta.at]
                    client: $.req.ip
                    target: $.req.uri
                    query: $.req.args
                    agent: $.req.headers['User-Agent'][0]
                    referrer: $.req.headers.Referer[1]
                    user: $.user
                    status: $.status
                    bytes: $.size
                    duration: $.took
                    duration_unit: ms
                    request: $.line
                    host: $['the.host']
                    cookie: {uid: $.cookies.uid}
                    issued_cookie: {sid: $.set}
                    required: [status]
                    """, "test"));

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments(
                        "{\"ts\":1760104536,\"status\":200,\"req\":{\"ip\":\"192.0.2.1\",\"uri\":\"/caf\\u00e9\\n\\ud83d\\udc1f\","
                                + "\"other\":[{\"ip\":\"x\"}],\"headers\":{\"User-Agent\":[\"a \\\"b\\\"\",\"c\"],"
                                + "\"Referer\":[\"r0\",\"r1\"]}},\"size\":\"512\",\"took\":1.5}",
                        T
                                + " | CLIENT=192.0.2.1 | TARGET=/café\n🐟 | REFERRER=r1 | AGENT=a \"b\" | status=200 | bytes=512"
                                + " | micros=1500"),
                arguments(
                        "{\"meta\":{\"at\":\"2025-10-10T15:55:36.5+02:00\"},\"ts\":null,\"status\":\"304\",\"user\":\"\","
                                + "\"line\":\"GET /a?b HTTP/2.0\",\"req\":{\"args\":\"b\"},\"the.host\":\"a.example:80\"}",
                        "2025-10-10T13:55:36.500Z | METHOD=GET | TARGET=/a?b | PROTOCOL=HTTP/2.0 | HOST=a.example | status=304"),
                arguments(
                        "{\"ts\":1760104536.25,\"status\":200,\"cookies\":{\"uid\":\"4f\"},\"set\":\"77\",\"req\":{\"uri\":\"/a\","
                                + "\"args\":\"b=1\",\"ip\":\"-\"}}",
                        "2025-10-10T13:55:36.250Z | TARGET=/a | QUERY=b=1 | status=200 | cookie uid=4f | issued sid=77"),
                arguments("{\"ts\":1760104536123,\"status\":200}", "2025-10-10T13:55:36.123Z | status=200"),
                arguments("{\"ts\":1760104536123456,\"status\":200}", "2025-10-10T13:55:36.123Z | status=200"),
                arguments("{\"ts\":1760104536123456789,\"status\":200}", "2025-10-10T13:55:36.123Z | status=200"),
                arguments("{\"ts\":1.760104536e9,\"status\":200,\"took\":2e-3}", T + " | status=200 | micros=2"),
                arguments("{\"ts\":\"10/Oct/2025:13:55:36 +0000\",\"status\":200}", T + " | status=200"),
                arguments(
                        "{\"ts\":1760104536,\"status\":200,\"user\":\"a\",\"user\":\"b\"}",
                        T + " | USER=b | status=200"),
                arguments(
                        "{\"ts\":1760104536,\"status\":200,\"user\":\"\\ud800x\"}", T + " | USER=\uFFFDx | status=200"),
                arguments("{\"ts\":1760104536,\"status\":200,\"user\":true}\r", T + " | USER=true | status=200"),
                arguments("{\"ts\":1760104536,\"user\":\"a\"}", "MISSING_FIELD"),
                arguments("{\"status\":200}", "BAD_TIME"),
                arguments("{\"ts\":\"yesterday\",\"status\":200}", "BAD_TIME"),
                arguments("{\"ts\":-5,\"status\":200}", "BAD_TIME"),
                arguments("{\"ts\":12,\"status\":200}", "BAD_TIME"),
                arguments("{\"ts\":1e400,\"status\":200}", "BAD_TIME"),
                arguments("{\"ts\":{},\"status\":200}", "BAD_JSON"),
                arguments("{\"ts\":1760104536,\"status\":20}", "BAD_STATUS"),
                arguments("{\"ts\":1760104536,\"status\":200,\"size\":-1}", "BAD_NUMBER"),
                arguments("{\"ts\":1760104536,\"status\":200,\"took\":\"fast\"}", "BAD_NUMBER"),
                arguments("{\"ts\":1760104536,\"status\":200,\"req\":{\"ip\":\"300.1.1.1\"}}", "BAD_CLIENT"),
                arguments("{\"ts\":1760104536,\"status\":200,\"user\":[\"a\"]}", "BAD_JSON"),
                arguments("{\"ts\":1760104536,\"status\":200", "BAD_JSON"),
                arguments("{\"ts\":1760104536,\"status\":200} {}", "BAD_JSON"),
                arguments("[1]", "BAD_JSON"),
                arguments("\"ts\"", "BAD_JSON"),
                arguments("nonsense", "BAD_JSON"),
                arguments("[".repeat(5000), "BAD_JSON"),
                arguments("{\"a\":".repeat(5000), "BAD_JSON"),
                arguments("{\"ts\":\u0001}", "CONTROL_BYTES"),
                arguments("", "IGNORED"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsWhatTheMappingNames(String line, String expected) {
        assertThat(Lines.parse(FORMAT, line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "iso8601, '\"2025-10-10 13:55:36\"', 2025-10-10T13:55:36Z",
        "iso8601, '\"2025-10-10T13:55:36,5-0100\"', 2025-10-10T14:55:36.500Z",
        "iso8601, '\"2025-10-10T13:55:36+01\"', 2025-10-10T12:55:36Z",
        "iso8601, '\"2025-10-10T13:55:36Zulu\"', BAD_TIME",
        "iso8601, 1760104536, BAD_TIME",
        "epoch_s, 1760104536.5, 2025-10-10T13:55:36.500Z",
        "epoch_ms, '\"1760104536500\"', 2025-10-10T13:55:36.500Z",
        "epoch_ms, 1760104536, BAD_TIME",
        "epoch_us, 1760104536500000, 2025-10-10T13:55:36.500Z",
        "clf, '\"10/Oct/2025:13:55:36 +0200\"', 2025-10-10T11:55:36Z",
        "clf, '\"2025-10-10T13:55:36Z\"', BAD_TIME"
    })
    void readsTimesAsTheMappingSays(String format, String value, String expected) {
        LogFormat mapped = NdjsonFormat.of(Mapping.parse("time: $.t\ntime_format: " + format, "test"));
        assertThat(Lines.parse(mapped, "{\"t\":" + value + "}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"s, 1.5, 1500000", "ms, 1.5, 1500", "us, 15, 15", "ns, 1999, 1", "s, 9.2e-7, 1"})
    void readsDurationsInTheUnitOfTheMapping(String unit, String value, String micros) {
        LogFormat mapped = NdjsonFormat.of(Mapping.parse("time: $.t\nduration: $.d\nduration_unit: " + unit, "test"));
        assertThat(Lines.parse(mapped, "{\"t\":1760104536,\"d\":" + value + "}"))
                .isEqualTo(T + " | micros=" + micros);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    time: $.t\\ncleint: $.ip           | m.yaml, line 2, column 1: unknown key cleint; did you mean client?
                    time: $.t\\nzzzzzzzz: $.ip         | line 2, column 1: unknown key zzzzzzzz; known are time, request
                    time: $.t\\ntime_format: isodate   | line 2, column 14: key time_format: unknown value isodate; known are auto
                    time: $.t\\nduration_unit: m       | key duration_unit: unknown value m; known are s, ms, us, ns
                    time: $.t\\nclient: ip             | line 2, column 9: key client: path ip, position 1: a path begins with $
                    time: $.t\\nclient: $.a[x]         | path $.a[x], position 5: expected an index or a quoted name
                    time: $.t\\nclient: $.a[0          | '[' is not closed
                    time: $.t\\nclient: $..a           | position 2: expected .name or [n]
                    time: $.t\\nclient: $              | a path has 1 to 32 steps
                    time: $.t\\nclient: {a: b}         | line 2, column 9: key client: one text expected
                    time: $.t\\nclient: []             | key client: an empty list
                    time: $.t\\ntime: $.u              | line 2, column 1: key time stands there twice
                    time: $.t\\nrequired: [clnt]       | key required: unknown key clnt; did you mean client?
                    time: $.t\\nrequired: [client]     | m.yaml: key required: client has no path
                    time: $.t\\nrequired: client       | key required: expected a list
                    time: $.t\\ncookie: $.uid          | key cookie: expected cookie names
                    client: $.ip                       | m.yaml: no key time
                    - a                                | line 1, column
                    time: [$.t                         | m.yaml, line 1, column
                    """, quoteCharacter = '`')
    void refusesFaultyMappingsWithPlaceAndAdvice(String yaml, String message) {
        assertThatThrownBy(() -> Mapping.parse(yaml.replace("\\n", "\n"), "m.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("m.yaml")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a", "$.a.b[0][12].c-d", "$['a.b'].c", "$.@timestamp"})
    void pathsReadAsTheyAreWritten(String path) {
        assertThat(JsonPath.parse(path)).hasToString(path);
    }

    @Test
    void anEmptyMappingIsRefused() {
        assertThatThrownBy(() -> Mapping.parse("", "m.yaml")).hasMessageStartingWith("m.yaml");
    }
}
