package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieHeaderTest {
    private static String returned(String header) {
        return visit(header, CookieHeader::visit);
    }

    private static String issued(String header) {
        return visit(header, CookieHeader::visitIssued);
    }

    private interface Walk {
        void walk(byte[] buf, int from, int to, CookieHeader.Visitor visitor);
    }

    private static String visit(String header, Walk walk) {
        byte[] bytes = Lines.bytes("x=" + header + ";y=");
        List<String> seen = new ArrayList<>();
        walk.walk(bytes, 2, bytes.length - 3, (buf, nameFrom, nameTo, valueFrom, valueTo) -> {
            assertThat(2 <= nameFrom && nameFrom < nameTo && nameTo < valueFrom && valueFrom <= valueTo).isTrue();
            assertThat(valueTo).isLessThanOrEqualTo(bytes.length - 3);
            seen.add(new String(buf, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8) + '>'
                    + new String(buf, valueFrom, valueTo - valueFrom, StandardCharsets.UTF_8));
        });
        return String.join(" ", seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    uid=1                  | uid>1
                    uid=1; b=2;c=3         | uid>1 b>2 c>3
                    a=x=y==; b=            | a>x=y== b>
                    novalue; a=1; =2; ;    | a>1
                    uid=1;+theme=dark      | uid>1 theme>dark
                    a="q w"                | a>"q w"
                    """,
            quoteCharacter = '`')
    void findsReturnedCookies(String header, String expected) {
        assertThat(returned(header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    uid=1; Path=/; HttpOnly                                      | uid>1
                    uid=1                                                        | uid>1
                    a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Path=/, b=2; Secure, c=3 | a>1 b>2 c>3
                    a=1,b=2                                                      | a>1 b>2
                    gone=; Max-Age=0                                             | gone>
                    novalue; Path=/                                              | ``
                    """,
            quoteCharacter = '`')
    void findsIssuedCookiesWithoutAttributes(String header, String expected) {
        assertThat(issued(header)).isEqualTo(expected);
    }

    @Property
    void staysWithinBoundsOnAnything(@ForAll String header) {
        assertThat(returned(header) + issued(header)).isNotNull();
    }
}
