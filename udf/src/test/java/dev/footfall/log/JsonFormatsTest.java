package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundled formats that are a mapping. */
class JsonFormatsTest {
    static Stream<Arguments> gcpLb() {
        return Stream.of(
                arguments(
                        "{\"timestamp\":\"2025-10-10T13:55:36.123"
                                + "456789Z\",\"httpRequest\":{\"requestMeth"
                                + "od\":\"GET\",\"requestUrl\":\"https://ww"
                                + "w.example.com:443/a?b=c\",\"status\":200,\"responseSize\":\"5120\",\"userAgent\":\"a"
                                + " \\\"b\\\"\",\"remoteIp\":\"192.0.2.1\","
                                + "\"referer\":\"https://www.example.org/\""
                                + ",\"latency\":\"0.015320s\",\"protocol\":\"HTTP/2\"}}",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2 | HOST=www.example.com | REFERRER=https://www.example.org/ | AGENT=a"
                                + " \"b\" | status=200 | bytes=5120 | micros=15320"),
                arguments(
                        "{\"timestamp\":\"2025-10-10T13:55:36.123"
                                + "456789Z\",\"httpRequest\":{\"requestMeth"
                                + "od\":\"GET\",\"requestUrl\":\"http://[20"
                                + "01:db8::80]\",\"status\":200,\"responseSize\":\"5120\",\"userAgent\":\"a"
                                + " \\\"b\\\"\",\"remoteIp\":\"2001:db8::1\""
                                + ",\"referer\":\"https://www.example.org/\""
                                + ",\"latency\":\"0.015320s\",\"protocol\":\"HTTP/2\"}}",
                        "2025-10-10T13:55:36.123Z | CLIENT=2001:db8::1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/2"
                                + " | HOST=[2001:db8::80] | REFERRER=https://www.example.org/ | AGENT=a \"b\" | status=200"
                                + " | bytes=5120 | micros=15320"),
                // The client went before an answer began.
                arguments(
                        "{\"timestamp\":\"2025-10-10T13:55:36.123"
                                + "456789Z\",\"httpRequest\":{\"requestMeth"
                                + "od\":\"GET\",\"requestUrl\":\"https://ww"
                                + "w.example.com:443/a?b=c\",\"status\":0,\"userAgent\":\"a"
                                + " \\\"b\\\"\",\"remoteIp\":\"192.0.2.1\","
                                + "\"referer\":\"https://www.example.org/\",\"latency\":\"4s\",\"protocol\":\"HTTP/2\"}}",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2 | HOST=www.example.com | REFERRER=https://www.example.org/ | AGENT=a"
                                + " \"b\" | micros=4000000"),
                arguments(
                        "{\"timestamp\":\"2025-10-10T13:55:36.123"
                                + "456789Z\",\"httpRequest\":{\"requestMeth"
                                + "od\":\"GET\",\"requestUrl\":\"https://ww"
                                + "w.example.com:443/a?b=c\",\"status\":200,\"responseSize\":\"5120\",\"userAgent\":\"a"
                                + " \\\"b\\\"\",\"remoteIp\":\"192.0.2.1\","
                                + "\"referer\":\"https://www.example.org/\",\"latency\":\"15ms\",\"protocol\":\"HTTP/2\"}}",
                        "BAD_NUMBER"),
                arguments(
                        "{\"timestamp\":\"2025-10-10T13:55:36.123"
                                + "456789Z\",\"httpRequest\":{\"requestMeth"
                                + "od\":\"GET\",\"requestUrl\":\"https://ww"
                                + "w.example.com:443/a?b=c\",\"status\":200,\"responseSize\":\"5120\",\"userAgent\":\"a"
                                + " \\\"b\\\"\",\"remoteIp\":\"192.0.2.1\","
                                + "\"referer\":\"https://www.example.org/\",\"latency\":\"s\",\"protocol\":\"HTTP/2\"}}",
                        "BAD_NUMBER"),
                arguments(
                        "{\"timestamp\":\"2025-10-10T13:55:36.123"
                                + "456789Z\",\"httpRequest\":{\"requestMeth"
                                + "od\":\"GET\",\"status\":200,\"responseSize\":\"5120\",\"userAgent\":\"a"
                                + " \\\"b\\\"\",\"remoteIp\":\"192.0.2.1\","
                                + "\"referer\":\"https://www.example.org/\""
                                + ",\"latency\":\"0.015320s\",\"protocol\":\"HTTP/2\"}}",
                        "MISSING_FIELD"),
                arguments(
                        "{\"timestamp\":\"2025-10-10T13:55:36.123"
                                + "456789Z\",\"httpRequest\":{\"requestMeth"
                                + "od\":\"GET\",\"requestUrl\":\"https://ww"
                                + "w.example.com:443/a?b=c\",\"status\":\"OK\",\"responseSize\":\"5120\",\"userAgent\":\"a"
                                + " \\\"b\\\"\",\"remoteIp\":\"192.0.2.1\","
                                + "\"referer\":\"https://www.example.org/\""
                                + ",\"latency\":\"0.015320s\",\"protocol\":\"HTTP/2\"}}",
                        "BAD_STATUS"),
                arguments(
                        "{\"timestamp\":\"2025-10-10T13:55:36.123"
                                + "456789Z\",\"httpRequest\":{\"requestMeth"
                                + "od\":\"GET\",\"requestUrl\":\"https://ww"
                                + "w.example.com:443/a?b=c\",\"status\":200,\"responseSize\":\"5120\",\"userAgent\":\"a"
                                + " \\\"b\\\"\",\"remoteIp\":\"nobody here\""
                                + ",\"referer\":\"https://www.example.org/\""
                                + ",\"latency\":\"0.015320s\",\"protocol\":\"HTTP/2\"}}",
                        "BAD_CLIENT"),
                arguments("{\"timestamp\":\"2025-10-10T13:55:36Z\",\"textPayload\":\"x\"}", "MISSING_FIELD"));
    }

    @ParameterizedTest
    @MethodSource
    void gcpLb(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("gcp_lb"), line)).isEqualTo(expected);
    }

    static Stream<Arguments> caddy() {
        return Stream.of(
                arguments(
                        "{\"level\":\"info\",\"ts\":1760104536.12"
                                + "34567,\"logger\":\"http.log.access\",\"r"
                                + "equest\":{\"remote_ip\":\"203.0.113.5\","
                                + "\"remote_port\":\"4711\",\"client_ip\":\""
                                + "192.0.2.1\",\"proto\":\"HTTP/3.0\",\"met"
                                + "hod\":\"GET\",\"host\":\"www.example.com"
                                + ":8443\",\"uri\":\"/a?b=c\",\"headers\":{\"User-Agent\":[\"a"
                                + " \\\"b\\\"\"]}},\"user_id\":\"\",\"durat"
                                + "ion\":0.01532,\"size\":5120,\"status\":2"
                                + "00,\"resp_headers\":{\"Content-Type\":[\"text/html\"]}}",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/3.0 | HOST=www.example.com | AGENT=a \"b\" | MIME=text/html | status=200"
                                + " | bytes=5120 | micros=15320"),
                arguments(
                        "{\"level\":\"info\",\"ts\":\"2025-10-10T"
                                + "13:55:36Z\",\"logger\":\"http.log.access"
                                + "\",\"request\":{\"remote_ip\":\"203.0.11"
                                + "3.5\",\"remote_port\":\"4711\",\"proto\""
                                + ":\"HTTP/3.0\",\"method\":\"GET\",\"host\""
                                + ":\"www.example.com:8443\",\"uri\":\"/a?b=c\",\"headers\":{\"User-Agent\":[\"a"
                                + " \\\"b\\\"\"]}},\"user_id\":\"\",\"durat"
                                + "ion\":0.01532,\"size\":5120,\"status\":2"
                                + "00,\"resp_headers\":{\"Content-Type\":[\"text/html\"]}}",
                        "2025-10-10T13:55:36Z | CLIENT=203.0.113.5 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/3.0 | HOST=www.example.com | AGENT=a \"b\" | MIME=text/html | status=200"
                                + " | bytes=5120 | micros=15320"),
                // Before 2.5.
                arguments(
                        "{\"level\":\"info\",\"ts\":1760104536.12"
                                + "34567,\"logger\":\"http.log.access\",\"r"
                                + "equest\":{\"remote_port\":\"4711\",\"pro"
                                + "to\":\"HTTP/3.0\",\"method\":\"GET\",\"h"
                                + "ost\":\"www.example.com:8443\",\"uri\":\"/a?b=c\",\"headers\":{\"User-Agent\":[\"a"
                                + " \\\"b\\\"\"]},\"remote_addr\":\"[2001:d"
                                + "b8::1]:4711\"},\"user_id\":\"\",\"durati"
                                + "on\":0.01532,\"size\":5120,\"status\":20"
                                + "0,\"resp_headers\":{\"Content-Type\":[\"text/html\"]}}",
                        "2025-10-10T13:55:36.123Z | CLIENT=2001:db8::1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/3.0 | HOST=www.example.com | AGENT=a \"b\" | MIME=text/html | status=200"
                                + " | bytes=5120 | micros=15320"),
                arguments(
                        "{\"level\":\"info\",\"ts\":1760104536.12"
                                + "34567,\"logger\":\"http.log.access\",\"r"
                                + "equest\":{\"remote_ip\":\"203.0.113.5\","
                                + "\"remote_port\":\"4711\",\"client_ip\":\""
                                + "192.0.2.1\",\"proto\":\"HTTP/3.0\",\"met"
                                + "hod\":\"GET\",\"host\":\"www.example.com"
                                + ":8443\",\"uri\":\"/a?b=c\",\"headers\":{\"User-Agent\":[\"a"
                                + " \\\"b\\\"\"],\"Referer\":[\"https://www.example.org/\"],\"Cookie\":[\"uid=1;"
                                + " a=b\"],\"X-Forwarded-For\":[\"192.0.2.1,"
                                + " 192.0.2.2\"],\"Accept-Language\":[\"de\"],\"Sec-Gpc\":[\"1\"]}},\"user_id\":\"jo"
                                + " smith\",\"duration\":7.551e-05,\"size\""
                                + ":5120,\"status\":0,\"resp_headers\":{\"Set-Cookie\":[\"s=2; Path=/\"]}}",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | FORWARDED_FOR=192.0.2.1, 192.0.2.2 |"
                                + " USER=jo smith | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/3.0 | HOST=www.example.com"
                                + " | REFERRER=https://www.example.org/ | AGENT=a \"b\" | COOKIES=uid=1; a=b |"
                                + " ISSUED_COOKIES=s=2; Path=/ | LANGUAGE=de | PRIVACY_SIGNAL=1 | bytes=5120 | micros=76"),
                // Cookies that were left out.
                arguments(
                        "{\"level\":\"info\",\"ts\":1760104536.12"
                                + "34567,\"logger\":\"http.log.access\",\"r"
                                + "equest\":{\"remote_ip\":\"203.0.113.5\","
                                + "\"remote_port\":\"4711\",\"client_ip\":\""
                                + "192.0.2.1\",\"proto\":\"HTTP/3.0\",\"met"
                                + "hod\":\"GET\",\"host\":\"www.example.com"
                                + ":8443\",\"uri\":\"/a?b=c\",\"headers\":{\"User-Agent\":[\"a"
                                + " \\\"b\\\"\"],\"Cookie\":[]}},\"user_id\""
                                + ":\"\",\"duration\":0.01532,\"size\":5120,\"status\":200,\"resp_headers\":{}}",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/3.0 | HOST=www.example.com | AGENT=a \"b\" | status=200 | bytes=5120 |"
                                + " micros=15320"),
                arguments(
                        "{\"level\":\"info\",\"ts\":1760104536.12"
                                + "34567,\"logger\":\"http.log.access\",\"r"
                                + "equest\":{\"remote_ip\":\"203.0.113.5\","
                                + "\"remote_port\":\"4711\",\"client_ip\":\""
                                + "192.0.2.1\",\"proto\":\"HTTP/3.0\",\"met"
                                + "hod\":\"GET\",\"host\":\"www.example.com"
                                + ":8443\",\"uri\":\"/a?b=c\",\"headers\":{\"User-Agent\":[\"a"
                                + " \\\"b\\\"\"]}},\"user_id\":\"\",\"durat"
                                + "ion\":0.01532,\"size\":5120,\"status\":2"
                                + "0,\"resp_headers\":{\"Content-Type\":[\"text/html\"]}}",
                        "BAD_STATUS"),
                arguments(
                        "{\"level\":\"info\",\"ts\":1760104536.12"
                                + "34567,\"logger\":\"http.log.access\",\"r"
                                + "equest\":{\"remote_ip\":\"203.0.113.5\","
                                + "\"remote_port\":\"4711\",\"client_ip\":\""
                                + "192.0.2.1\",\"proto\":\"HTTP/3.0\",\"met"
                                + "hod\":\"GET\",\"host\":\"www.example.com"
                                + ":8443\",\"uri\":\"/a?b=c\",\"headers\":{\"User-Agent\":[\"a"
                                + " \\\"b\\\"\"]}},\"user_id\":\"\",\"durat"
                                + "ion\":\"fast\",\"size\":5120,\"status\":"
                                + "200,\"resp_headers\":{\"Content-Type\":[\"text/html\"]}}",
                        "BAD_NUMBER"),
                arguments(
                        "{\"level\":\"info\",\"ts\":null,\"logger"
                                + "\":\"http.log.access\",\"request\":{\"re"
                                + "mote_ip\":\"203.0.113.5\",\"remote_port\""
                                + ":\"4711\",\"client_ip\":\"192.0.2.1\",\""
                                + "proto\":\"HTTP/3.0\",\"method\":\"GET\","
                                + "\"host\":\"www.example.com:8443\",\"uri\":\"/a?b=c\",\"headers\":{\"User-Agent\":[\"a"
                                + " \\\"b\\\"\"]}},\"user_id\":\"\",\"durat"
                                + "ion\":0.01532,\"size\":5120,\"status\":2"
                                + "00,\"resp_headers\":{\"Content-Type\":[\"text/html\"]}}",
                        "BAD_TIME"),
                arguments(
                        "{\"level\":\"error\",\"ts\":1760104536.5,\"logger\":\"tls\",\"msg\":\"handshake\"}",
                        "MISSING_FIELD"));
    }

    @ParameterizedTest
    @MethodSource
    void caddy(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("caddy"), line)).isEqualTo(expected);
    }

    static Stream<Arguments> traefikJson() {
        return Stream.of(
                arguments(
                        "{\"ClientAddr\":\"192.0.2.1:4711\",\"Cli"
                                + "entHost\":\"192.0.2.1\",\"ClientUsername"
                                + "\":\"-\",\"DownstreamContentSize\":5120,"
                                + "\"DownstreamStatus\":200,\"Duration\":15"
                                + "320999,\"RequestHost\":\"www.example.com"
                                + "\",\"RequestMethod\":\"GET\",\"RequestPa"
                                + "th\":\"/a?b=c\",\"RequestProtocol\":\"HT"
                                + "TP/2.0\",\"StartUTC\":\"2025-10-10T13:55"
                                + ":36.123456789Z\",\"time\":\"2025-10-10T13:55:37Z\"}",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | status=200 | bytes=5120 | micros=15320"),
                arguments(
                        "{\"ClientAddr\":\"192.0.2.1:4711\",\"Cli"
                                + "entHost\":\"2001:db8::1\",\"ClientUsername\":\"jo"
                                + " smith\",\"DownstreamContentSize\":5120,"
                                + "\"Duration\":15320999,\"RequestHost\":\""
                                + "www.example.com\",\"RequestMethod\":\"GE"
                                + "T\",\"RequestPath\":\"/a?b=c\",\"Request"
                                + "Protocol\":\"HTTP/2.0\",\"time\":\"2025-"
                                + "10-10T13:55:37Z\",\"StartLocal\":\"2025-"
                                + "10-10T15:55:36+02:00\",\"OriginStatus\":"
                                + "404,\"request_User-Agent\":\"a\",\"reque"
                                + "st_Referer\":\"https://www.example.org/\""
                                + ",\"request_Cookie\":\"uid=1\",\"downstream_Content-Type\":\"text/html\"}",
                        "2025-10-10T13:55:36Z | CLIENT=2001:db8::1 | USER=jo smith | METHOD=GET | TARGET=/a?b=c"
                                + " | PROTOCOL=HTTP/2.0 | HOST=www.example.com | REFERRER=https://www.example.org/ |"
                                + " AGENT=a | COOKIES=uid=1 | MIME=text/html | status=404 | bytes=5120 | micros=15320"),
                arguments(
                        "{\"ClientAddr\":\"192.0.2.1:4711\",\"Cli"
                                + "entUsername\":\"-\",\"DownstreamContentS"
                                + "ize\":5120,\"DownstreamStatus\":200,\"Du"
                                + "ration\":15320999,\"RequestHost\":\"www."
                                + "example.com\",\"RequestMethod\":\"GET\","
                                + "\"RequestPath\":\"/a?b=c\",\"RequestProt"
                                + "ocol\":\"HTTP/2.0\",\"time\":\"2025-10-10T13:55:37Z\"}",
                        "2025-10-10T13:55:37Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | status=200 | bytes=5120 | micros=15320"),
                arguments(
                        "{\"ClientAddr\":\"192.0.2.1:4711\",\"Cli"
                                + "entHost\":\"192.0.2.1\",\"ClientUsername"
                                + "\":\"-\",\"DownstreamContentSize\":5120,"
                                + "\"DownstreamStatus\":200,\"Duration\":\""
                                + "15ms\",\"RequestHost\":\"www.example.com"
                                + "\",\"RequestMethod\":\"GET\",\"RequestPa"
                                + "th\":\"/a?b=c\",\"RequestProtocol\":\"HT"
                                + "TP/2.0\",\"StartUTC\":\"2025-10-10T13:55"
                                + ":36.123456789Z\",\"time\":\"2025-10-10T13:55:37Z\"}",
                        "BAD_NUMBER"),
                arguments(
                        "{\"ClientAddr\":\"192.0.2.1:4711\",\"Cli"
                                + "entHost\":\"192.0.2.1\",\"ClientUsername"
                                + "\":\"-\",\"DownstreamContentSize\":5120,"
                                + "\"Duration\":15320999,\"RequestHost\":\""
                                + "www.example.com\",\"RequestMethod\":\"GE"
                                + "T\",\"RequestPath\":\"/a?b=c\",\"Request"
                                + "Protocol\":\"HTTP/2.0\",\"StartUTC\":\"2"
                                + "025-10-10T13:55:36.123456789Z\",\"time\":\"2025-10-10T13:55:37Z\"}",
                        "MISSING_FIELD"),
                arguments(
                        "{\"ClientAddr\":\"192.0.2.1:4711\",\"Cli"
                                + "entHost\":\"192.0.2.1\",\"ClientUsername"
                                + "\":\"-\",\"DownstreamContentSize\":5120,"
                                + "\"DownstreamStatus\":200,\"Duration\":15"
                                + "320999,\"RequestHost\":\"www.example.com"
                                + "\",\"RequestMethod\":\"GET\",\"RequestPa"
                                + "th\":\"/a?b=c\",\"RequestProtocol\":\"HT"
                                + "TP/2.0\",\"StartUTC\":\"never\",\"time\":\"2025-10-10T13:55:37Z\"}",
                        "BAD_TIME"),
                arguments("{\"level\":\"error\",\"msg\":\"x\",\"time\":\"2025-10-10T13:55:37Z\"}", "MISSING_FIELD"));
    }

    @ParameterizedTest
    @MethodSource
    void traefikJson(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("traefik_json"), line)).isEqualTo(expected);
    }

    static Stream<Arguments> cloudflare() {
        return Stream.of(
                arguments(
                        "{\"ClientIP\":\"192.0.2.1\",\"ClientRequ"
                                + "estHost\":\"www.example.com\",\"ClientRe"
                                + "questMethod\":\"GET\",\"ClientRequestPro"
                                + "tocol\":\"HTTP/3\",\"ClientRequestRefere"
                                + "r\":\"\",\"ClientRequestURI\":\"/a?b=c\",\"ClientRequestUserAgent\":\"a"
                                + " \\\"b\\\"\",\"EdgeEndTimestamp\":\"2025"
                                + "-10-10T13:55:37Z\",\"EdgeResponseBytes\""
                                + ":5432,\"EdgeResponseContentType\":\"text"
                                + "/html\",\"EdgeResponseStatus\":200,\"EdgeStartTimestamp\":\"2025-10-10T13:55:36Z\"}",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/3"
                                + " | HOST=www.example.com | AGENT=a \"b\" | MIME=text/html | status=200 | bytes=5432"),
                arguments(
                        "{\"ClientIP\":\"2001:db8::1\",\"ClientRe"
                                + "questHost\":\"www.example.com\",\"Client"
                                + "RequestMethod\":\"GET\",\"ClientRequestP"
                                + "rotocol\":\"HTTP/3\",\"ClientRequestRefe"
                                + "rer\":\"\",\"ClientRequestURI\":\"/a?b=c\",\"ClientRequestUserAgent\":\"a"
                                + " \\\"b\\\"\",\"EdgeEndTimestamp\":\"2025"
                                + "-10-10T13:55:37Z\",\"EdgeResponseBytes\""
                                + ":5432,\"EdgeResponseContentType\":\"text"
                                + "/html\",\"EdgeResponseStatus\":200,\"EdgeStartTimestamp\":1760104536}",
                        "2025-10-10T13:55:36Z | CLIENT=2001:db8::1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/3 | HOST=www.example.com | AGENT=a \"b\" | MIME=text/html | status=200 |"
                                + " bytes=5432"),
                arguments(
                        "{\"ClientIP\":\"192.0.2.1\",\"ClientRequ"
                                + "estHost\":\"www.example.com\",\"ClientRe"
                                + "questMethod\":\"GET\",\"ClientRequestPro"
                                + "tocol\":\"HTTP/3\",\"ClientRequestRefere"
                                + "r\":\"\",\"ClientRequestURI\":\"/a?b=c\",\"ClientRequestUserAgent\":\"a"
                                + " \\\"b\\\"\",\"EdgeEndTimestamp\":\"2025"
                                + "-10-10T13:55:37Z\",\"EdgeResponseBytes\""
                                + ":5432,\"EdgeResponseContentType\":\"text"
                                + "/html\",\"EdgeResponseStatus\":200,\"Edg"
                                + "eStartTimestamp\":1760104536123456789,\"EdgeResponseBodyBytes\":5120}",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/3 | HOST=www.example.com | AGENT=a \"b\" | MIME=text/html | status=200 |"
                                + " bytes=5120"),
                arguments(
                        "{\"ClientIP\":\"192.0.2.1\",\"ClientRequ"
                                + "estHost\":\"www.example.com\",\"ClientRe"
                                + "questMethod\":\"GET\",\"ClientRequestPro"
                                + "tocol\":\"HTTP/3\",\"ClientRequestRefere"
                                + "r\":\"\",\"ClientRequestURI\":\"/a?b=c\",\"ClientRequestUserAgent\":\"a"
                                + " \\\"b\\\"\",\"EdgeEndTimestamp\":\"2025"
                                + "-10-10T13:55:37Z\",\"EdgeResponseBytes\""
                                + ":5432,\"EdgeResponseContentType\":\"\",\""
                                + "EdgeResponseStatus\":200,\"RequestHeaders\":{\"cookie\":\"uid=1;"
                                + " a=b\",\"accept-language\":\"de\",\"sec-"
                                + "gpc\":\"1\",\"x-forwarded-for\":\"192.0."
                                + "2.2\"},\"ResponseHeaders\":{\"set-cookie\":\"s=2\"}}",
                        "2025-10-10T13:55:37Z | CLIENT=192.0.2.1 | FORWARDED_FOR=192.0.2.2 | METHOD=GET |"
                                + " TARGET=/a?b=c | PROTOCOL=HTTP/3 | HOST=www.example.com | AGENT=a \"b\" |"
                                + " COOKIES=uid=1; a=b | ISSUED_COOKIES=s=2 | LANGUAGE=de | PRIVACY_SIGNAL=1 | status=200"
                                + " | bytes=5432"),
                arguments(
                        "{\"ClientIP\":\"192.0.2.1\",\"ClientRequ"
                                + "estHost\":\"www.example.com\",\"ClientRe"
                                + "questMethod\":\"GET\",\"ClientRequestPro"
                                + "tocol\":\"HTTP/3\",\"ClientRequestRefere"
                                + "r\":\"\",\"ClientRequestURI\":\"/a?b=c\",\"ClientRequestUserAgent\":\"a"
                                + " \\\"b\\\"\",\"EdgeEndTimestamp\":\"2025"
                                + "-10-10T13:55:37Z\",\"EdgeResponseBytes\""
                                + ":5432,\"EdgeResponseContentType\":\"text"
                                + "/html\",\"EdgeResponseStatus\":0,\"EdgeStartTimestamp\":\"2025-10-10T13:55:36Z\"}",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/3"
                                + " | HOST=www.example.com | AGENT=a \"b\" | MIME=text/html | bytes=5432"),
                arguments(
                        "{\"ClientIP\":\"192.0.2.1\",\"ClientRequ"
                                + "estHost\":\"www.example.com\",\"ClientRe"
                                + "questMethod\":\"GET\",\"ClientRequestPro"
                                + "tocol\":\"HTTP/3\",\"ClientRequestRefere"
                                + "r\":\"\",\"ClientRequestURI\":\"/a?b=c\",\"ClientRequestUserAgent\":\"a"
                                + " \\\"b\\\"\",\"EdgeEndTimestamp\":\"2025"
                                + "-10-10T13:55:37Z\",\"EdgeResponseBytes\""
                                + ":5432,\"EdgeResponseContentType\":\"text"
                                + "/html\",\"EdgeStartTimestamp\":\"2025-10-10T13:55:36Z\"}",
                        "MISSING_FIELD"),
                arguments(
                        "{\"ClientIP\":\"192.0.2.1\",\"ClientRequ"
                                + "estHost\":\"www.example.com\",\"ClientRe"
                                + "questMethod\":\"GET\",\"ClientRequestPro"
                                + "tocol\":\"HTTP/3\",\"ClientRequestRefere"
                                + "r\":\"\",\"ClientRequestURI\":\"/a?b=c\",\"ClientRequestUserAgent\":\"a"
                                + " \\\"b\\\"\",\"EdgeEndTimestamp\":\"2025"
                                + "-10-10T13:55:37Z\",\"EdgeResponseBytes\""
                                + ":5432,\"EdgeResponseContentType\":\"text"
                                + "/html\",\"EdgeResponseStatus\":200,\"EdgeStartTimestamp\":\"yesterday\"}",
                        "BAD_TIME"),
                arguments(
                        "{\"ClientIP\":\"?\",\"ClientRequestHost\""
                                + ":\"www.example.com\",\"ClientRequestMeth"
                                + "od\":\"GET\",\"ClientRequestProtocol\":\""
                                + "HTTP/3\",\"ClientRequestReferer\":\"\",\""
                                + "ClientRequestURI\":\"/a?b=c\",\"ClientRequestUserAgent\":\"a"
                                + " \\\"b\\\"\",\"EdgeEndTimestamp\":\"2025"
                                + "-10-10T13:55:37Z\",\"EdgeResponseBytes\""
                                + ":5432,\"EdgeResponseContentType\":\"text"
                                + "/html\",\"EdgeResponseStatus\":200,\"EdgeStartTimestamp\":\"2025-10-10T13:55:36Z\"}",
                        "BAD_CLIENT"));
    }

    @ParameterizedTest
    @MethodSource
    void cloudflare(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("cloudflare"), line)).isEqualTo(expected);
    }
}
