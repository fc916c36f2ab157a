package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveFormsTest {
    private static final byte[] TOKEN = HexFormat.of().parseHex("3f2a0c5e8d1b4a6f9c7e2d4b6a8f0e1c");

    private static LiveForms forms(Kind kind, String value) {
        return LiveForms.of(List.of(GivenIdentifier.of(kind, value).orElseThrow()));
    }

    private static List<String> found(LiveForms forms, byte[] bytes) {
        return List.copyOf(forms.in(bytes, 0, bytes.length));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "account, ada@example.org, x Ada@Example.org y, account as text",
        "account, ada@example.org, u=ada%40example.org, 'account, percent-encoded'",
        "account, ada@example.org, 616461406578616d706c652e6f7267, account in hexadecimal",
        "cookie, 4f1c9a02, id=4f1c9a02;, cookie as text",
        "cookie, 4f1c9a02, id=4F1C9A02;, ",
        "cookie, 4f1c9a02, id=a4f1c9a02;, ",
        "account, adam, 0f3adam12, ",
        "address, 192.0.2.7, at 192.0.2.7., address as text",
        "address, 192.0.2.7, at 192.0.2.7:80, address as text",
        "address, 192.0.2.7, at 192.0.2.71, ",
        "address, 2001:db8::7, 2001:0db8:0000::0007, address as text",
        "address, 192.0.2.7, 00000000000000000000ffffc0000207, address in hexadecimal"
    })
    void findsTextAsAWord(String kind, String value, String text, String found) {
        assertThat(found(forms(Kind.of(kind).orElseThrow(), value), latin1(text)))
                .isEqualTo(found == null ? List.of() : List.of(found));
    }

    @Test
    void findsBase64AndTheBytesOfTokensAndAddressesInTheMidstOfOthers() {
        LiveForms forms = forms(Kind.ADDRESS, "192.0.2.7");
        forms.token("token audience.hits.place_day 2026-10-05", TOKEN);
        byte[] random = new byte[1 << 20];
        new Random(7).nextBytes(random);
        assertThat(found(forms, random)).isEmpty();

        System.arraycopy(TOKEN, 0, random, 4711, TOKEN.length);
        System.arraycopy(Identifiers.mapped(new byte[] {(byte) 192, 0, 2, 7}), 0, random, 815, 16);

        assertThat(found(forms, random))
                .containsExactly("address as 16 bytes", "token audience.hits.place_day 2026-10-05");
        assertThat(found(forms, latin1("x'" + HexFormat.of().withUpperCase().formatHex(TOKEN) + "'")))
                .containsExactly("token audience.hits.place_day 2026-10-05 in hexadecimal");
        byte[] base64 = Base64.getEncoder().encode(latin1("4f1c9a02-x"));
        assertThat(found(forms(Kind.COOKIE, "4f1c9a02-x"), base64)).containsExactly("cookie in base64");
    }

    @Test
    void saysWhatIsTooShortToBeTold() {
        assertThat(forms(Kind.ACCOUNT, "ada").tooShort()).isEqualTo(2);
        assertThat(found(forms(Kind.ACCOUNT, "ada"), latin1("ada"))).isEmpty();
        assertThat(forms(Kind.ACCOUNT, "adam").tooShort()).isZero();
    }

    @Test
    void stretchesThatOverlapByTheLongestFormMissNothing() {
        LiveForms forms = forms(Kind.ACCOUNT, "ada@example.org");
        byte[] text = latin1("-".repeat(100) + "ada@example.org" + "-".repeat(100));
        int stretch = forms.longest() + 10;
        boolean found = false;
        for (int from = 0; from < text.length; from += stretch - forms.longest()) {
            found |=
                    !forms.in(text, from, Math.min(text.length, from + stretch)).isEmpty();
        }
        assertThat(found).isTrue();
    }
}
