package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of no known format that name somebody, by the identifier itself and by digests alone. */
class NamedInTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "address, 192.0.2.7, 192.0.2.7 - - what is this, true",
                "address, 192.0.2.7, from 192.0.2.7:4711 to 192.0.2.70, true",
                "address, 192.0.2.7, from 192.0.2.70 and 1192.0.2.7, false",
                "address, 192.0.2.7, `{\"ip\":\"::ffff:192.0.2.7\"}`, true",
                "address, 192.0.2.7, /go?to=http%3A%2F%2F192.0.2.7%2F, true",
                "address, 2001:db8::7, [2001:DB8:0:0:0:0:0:7]:443 GET, true",
                "address, 2001:db8::7, 2001:db8::77, false",
                "cookie, 4f1c9a02, Cookie: a=b; ff_id=4f1c9a02; c=d, true",
                "cookie, 4f1c9a02, ff_id=%224f1c9a02%22, true",
                "cookie, 4f1c9a02, ff_id=4f1c9a021, false",
                "cookie, a=b&c=d, `x \"id=a=b&c=d\" y`, true",
                "cookie, 4F1C9A02, ff_id=4f1c9a02, false",
                "cookie, x/y+z==, id=x%2Fy%2Bz%3D%3D;, true",
                "account, Ada, - ADA [, true",
                "account, ada@example.org, /u/ada@example.org/x, true",
                "account, ada@example.org, u=Ada%40Example.org&x=1, true",
                "account, ada@example.org, `{\"u\":\"ada\\u0040example.org\"}`, true",
                "account, ada@example.org, /u/ada%2540example.org, true",
                "account, ada lovelace, `10.0.0.1 - \"Ada Lovelace\" x`, true",
                "account, ada, canada and adamant, false",
                "account, ödön, user=%C3%B6d%C3%B6n, true",
                "account, ada, , false"
            })
    void isFoundAsAWordHoweverItIsWritten(String kind, String value, String line, boolean named) {
        GivenIdentifier identifier =
                GivenIdentifier.of(Kind.of(kind).orElseThrow(), value).orElseThrow();
        byte[] text = (line == null ? "" : line).getBytes(StandardCharsets.UTF_8);
        Set<ByteBuffer> forms = Set.copyOf(
                identifier.forms().stream().map(ByteBuffer::wrap).distinct().toList());
        IdentifierWords byDigest = new IdentifierWords(
                (of, canonical) -> of == identifier.kind() && forms.contains(ByteBuffer.wrap(canonical)));

        assertThat(new NamedInText(List.of(identifier)).in(text, 0, text.length))
                .isEqualTo(named);
        assertThat(byDigest.anyIn(text, 0, text.length)).isEqualTo(named);
    }

    @Property
    void anyCookieIsFoundInAHeaderOfCookies(
            @ForAll @From("values") @StringLength(min = 4, max = 60) String value, @ForAll boolean encoded) {
        GivenIdentifier cookie = GivenIdentifier.of(Kind.COOKIE, value).orElseThrow();
        Assume.that(cookie.forms().get(0).length >= LiveForms.LEAST_BYTES);
        String written = encoded ? value.replace("%", "%25").replace("=", "%3D").replace("&", "%26") : value;
        byte[] line = ("broken \"a=b; id=" + written + "; c=d\" 200").getBytes(StandardCharsets.UTF_8);

        assertThat(new NamedInText(List.of(cookie)).in(line, 0, line.length)).isTrue();
    }

    @Provide
    static Arbitrary<String> values() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("-_.=&:+/!");
    }

    @Property
    void noBytesMakeItFail(@ForAll byte[] line) {
        GivenIdentifier ada =
                GivenIdentifier.of(Kind.ACCOUNT, "ada@example.org").orElseThrow();

        assertThat(new NamedInText(List.of(ada)).in(line, 0, line.length)).isFalse();
    }
}
