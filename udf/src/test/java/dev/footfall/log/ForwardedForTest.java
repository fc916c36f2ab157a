package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedForTest {
    /** The site's proxies are 198.51.100.0/24. */
    private static boolean trusted(byte[] address) {
        return address.length == 4 && address[0] == (byte) 198 && address[1] == 51 && address[2] == 100;
    }

    private static String client(Field header, String peer, String value) {
        LogLine line = new LogLine();
        String format = header == Field.FORWARDED ? "%t %h \"%{Forwarded}i\"" : "%t %h \"%{X-Forwarded-For}i\"";
        byte[] bytes = Lines.bytes("[10/Oct/2025:13:55:36 +0000] " + peer + " \"" + value + "\"");
        assertThat(FormatString.compile(format).newParser().parse(bytes, 0, bytes.length, line))
                .isEqualTo(Outcome.HIT);
        byte[] address = ForwardedFor.client(line, header, ForwardedForTest::trusted);
        return address == null ? "hidden" : ClientAddress.format(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    198.51.100.1 | 203.0.113.5                              | 203.0.113.5
                    198.51.100.1 | 192.0.2.66, 203.0.113.5, 198.51.100.2    | 203.0.113.5
                    198.51.100.1 | 203.0.113.5:4711,198.51.100.2            | 203.0.113.5
                    198.51.100.1 | [2001:db8::5]:4711                       | 2001:db8::5
                    198.51.100.1 | 198.51.100.8, 198.51.100.9               | 198.51.100.8
                    198.51.100.1 | 203.0.113.5, unknown                     | hidden
                    198.51.100.1 | unknown, 203.0.113.5                     | 203.0.113.5
                    198.51.100.1 | junk                                     | hidden
                    198.51.100.1 | -                                        | 198.51.100.1
                    203.0.113.99 | 192.0.2.66                               | 203.0.113.99
                    unix:        | 192.0.2.66, 203.0.113.5                  | 203.0.113.5
                    www.example.net | 203.0.113.5                           | hidden
                    """)
    void takesTheFirstUntrustedAddressFromTheRight(String peer, String header, String expected) {
        assertThat(client(Field.FORWARDED_FOR, peer, header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    198.51.100.1 | for=203.0.113.5                                     | 203.0.113.5
                    198.51.100.1 | For=203.0.113.5;proto=http;by=198.51.100.2          | 203.0.113.5
                    198.51.100.1 | for=192.0.2.66, proto=https; for=203.0.113.5, for=198.51.100.2 | 203.0.113.5
                    198.51.100.1 | for=\\"[2001:db8:cafe::17]:4711\\"                  | 2001:db8:cafe::17
                    198.51.100.1 | for=\\"203.0.113.5:80\\"                            | 203.0.113.5
                    198.51.100.1 | for=\\x22203.0.113.5\\x22                           | 203.0.113.5
                    198.51.100.1 | for=203.0.113.5, for=_hidden                        | hidden
                    198.51.100.1 | for=unknown                                         | hidden
                    198.51.100.1 | by=203.0.113.5                                      | hidden
                    203.0.113.99 | for=192.0.2.66                                      | 203.0.113.99
                    """,
            quoteCharacter = '`')
    void readsForwardedByRfc7239(String peer, String header, String expected) {
        assertThat(client(Field.FORWARDED, peer, header)).isEqualTo(expected);
    }

    @Property
    void readsAnythingWithoutFailing(@ForAll byte[] header) {
        byte[] a = ForwardedFor.fromForwardedFor(header, 0, header.length, address -> true);
        byte[] b = ForwardedFor.fromForwarded(header, 0, header.length, address -> true);
        assertThat(a == null || a.length == 4 || a.length == 16).isTrue();
        assertThat(b == null || b.length == 4 || b.length == 16).isTrue();
    }
}
