package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeaconFormatTest {
    private static final String HEAD = "{\"ts\":1760104536123,\"event\":\"pageview\"";
    private static final String T = "2025-10-10T13:55:36.123Z | ";
    private static final String TAIL = "EVENT=pageview | status=200";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "url":"https://www.example.com/a?b=1#c"   | METHOD=GET ! TARGET=/a?b=1 ! HOST=www.example.com ! EVENT
                    "url":"https://www.example.com"           | METHOD=GET ! TARGET=/ ! HOST=www.example.com ! EVENT
                    "url":"https://www.example.com?b=1"       | METHOD=GET ! TARGET=/ ! QUERY=b=1 ! HOST=www.example.com ! EVENT
                    "url":"https://www.example.com?"          | METHOD=GET ! TARGET=/ ! HOST=www.example.com ! EVENT
                    "url":"http://u:p@www.example.com:81/a"   | METHOD=GET ! TARGET=/a ! HOST=www.example.com ! EVENT
                    "url":"https://a.example/","host":"b.example" | METHOD=GET ! TARGET=/ ! HOST=b.example ! EVENT
                    "url":"/a#top"                            | METHOD=GET ! TARGET=/a ! EVENT
                    "url":"/r?to=https://b.example/"          | METHOD=GET ! TARGET=/r?to=https://b.example/ ! EVENT
                    "ip":"2001:db8::1","ua":"A"               | CLIENT=2001:db8::1 ! METHOD=GET ! AGENT=A ! EVENT
                    "referrer":"https://r.example/","lang":"de" | METHOD=GET ! REFERRER=https://r.example/ ! LANGUAGE=de ! EVENT
                    "account":"x","user":"y"                  | METHOD=GET ! EVENT
                    "status":500,"method":"POST"              | METHOD=GET ! EVENT
                    "ip":"nobody@home"                        | BAD_CLIENT
                    """, quoteCharacter = '`')
    void readsThePage(String members, String expected) {
        String line = HEAD + "," + members + "}";
        String shown = T + expected.replace(" ! ", " | ").replace("| EVENT", "| " + TAIL);
        assertThat(Lines.parse(new BeaconFormat(), line)).isEqualTo(expected.startsWith("BAD") ? expected : shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "gpc":true      | EVENT=pageview ! PRIVACY_SIGNAL=1 ! status=200
                    "gpc":"1"       | EVENT=pageview ! PRIVACY_SIGNAL=1 ! status=200
                    "gpc":false     | EVENT=pageview ! status=200
                    "gpc":null      | EVENT=pageview ! status=200
                    "consent":"all" | EVENT=pageview ! CONSENT=all ! status=200
                    "cookie":"4f1c" | EVENT=pageview ! status=200 ! cookie ff_id=4f1c
                    """, quoteCharacter = '`')
    void readsSignalsAndCookie(String members, String expected) {
        assertThat(Lines.parse(new BeaconFormat(), HEAD + "," + members + "}"))
                .isEqualTo(T + "METHOD=GET | " + expected.replace(" ! ", " | "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"ts":"2025-10-10T13:55:36.123Z","event":"scroll"} | 2025-10-10T13:55:36.123Z ! METHOD=GET ! EVENT=scroll ! status=200
                    {"ts":1760104536123}                               | MISSING_FIELD
                    {"event":"pageview"}                               | BAD_TIME
                    {"ts":"now","event":"pageview"}                    | BAD_TIME
                    {"ts":1760104536123,"event":["pageview"]}          | BAD_JSON
                    """, quoteCharacter = '`')
    void needsTimeAndEvent(String line, String expected) {
        assertThat(Lines.parse(new BeaconFormat(), line)).isEqualTo(expected.replace(" ! ", " | "));
    }
}
