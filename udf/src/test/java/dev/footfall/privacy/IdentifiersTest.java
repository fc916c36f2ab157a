package dev.footfall.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "' Ada@Example.org ', ada@example.org",
                "ADA, ada",
                "'Jose\u0301', jos\u00e9",
                "JOS\u00c9, jos\u00e9",
                "'a b', 'a b'",
            })
    void anAccountHasOneFormWhateverItsCaseAndEncoding(String typed, String canonical) {
        assertThat(new String(Identifiers.account(typed), UTF_8)).isEqualTo(canonical);
    }

    @Property
    void anAccountReadFromBytesIsTheAccountReadFromText(@ForAll String name) {
        byte[] bytes = ("-" + name + "-").getBytes(UTF_8);
        String middle = new String(bytes, 1, bytes.length - 2, UTF_8);
        assertThat(Identifiers.account(bytes, 1, bytes.length - 1)).isEqualTo(Identifiers.account(middle));
    }

    @Property
    void canonicalisingAnAccountAgainChangesNothing(@ForAll String name) {
        byte[] once = Identifiers.account(name);
        assertThat(Identifiers.account(new String(once, UTF_8))).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "abc123, abc123",
                "'\"abc123\"', abc123",
                "' abc123 ', abc123",
                "a%3Db, a=b",
                "a%253Db, a=b",
                "%22abc%22, abc",
                "100%, 100%",
                "%zz, %zz",
                "uid=0B0A0AFFC0FFEE0012345678DEADBEEF, 0B0A0AFFC0FFEE0012345678DEADBEEF",
                "ff_id=0B0A0AFFC0FFEE0012345678DEADBEEF, 0B0A0AFFC0FFEE0012345678DEADBEEF",
                "0B0A0AFFC0FFEE0012345678DEADBEEF, 0B0A0AFFC0FFEE0012345678DEADBEEF",
                "uid=0b0a0affc0ffee0012345678deadbeef, uid=0b0a0affc0ffee0012345678deadbeef",
                "AbC, AbC",
            })
    void aCookieHasOneFormHoweverItWasQuotedOrEncoded(String logged, String canonical) {
        assertThat(new String(Identifiers.cookie(logged), UTF_8)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, c0000201",
        "::ffff:192.0.2.1, c0000201",
        "::FFFF:c000:201, c0000201",
        "[2001:db8::1], 20010db8000000000000000000000001",
        "2001:DB8:0:0:0:0:0:1, 20010db8000000000000000000000001",
        "fe80::1%eth0, fe800000000000000000000000000001",
    })
    void anAddressHasOneFormHoweverItIsWritten(String typed, String hex) {
        assertThat(Identifiers.address(typed)).hasValueSatisfying(address -> assertThat(
                        HexFormat.of().formatHex(address))
                .isEqualTo(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "256.1.1.1", "1.2.3.4.5", "example.org", "abc", "::g", "1:2", "12345"})
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(Identifiers.address(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, c00002",
        "::ffff:192.0.2.77, c00002",
        "2001:db8:1234:5678::9, 20010db81234",
    })
    void aNetworkIsTheFirst24Or48Bits(String address, String hex) {
        assertThat(HexFormat.of()
                        .formatHex(Identifiers.net(
                                Identifiers.address(address).orElseThrow())))
                .isEqualTo(hex);
    }
}
