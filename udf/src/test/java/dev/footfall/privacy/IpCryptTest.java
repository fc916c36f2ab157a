package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpCryptTest {
    /** The test vectors of draft-denis-ipcrypt for ipcrypt-deterministic. */
    @ParameterizedTest
    @CsvSource({
        "0123456789abcdeffedcba9876543210, 0.0.0.0, bde9:6789:d353:824c:d7c6:f58a:6bd2:26eb",
        "1032547698badcfeefcdab8967452301, 255.255.255.255, aed2:92f6:ea23:58c3:48fd:8b8:74e8:45d8",
        "2b7e151628aed2a6abf7158809cf4f3c, 192.0.2.1, 1dbd:c1b9:fff1:7586:7d0b:67b4:e76e:4777",
    })
    void agreesWithThePublishedVectors(String key, String address, String encrypted) throws Exception {
        IpCrypt crypt = new IpCrypt(HexFormat.of().parseHex(key));
        byte[] plain = Identifiers.mapped(Identifiers.address(address).orElseThrow());
        byte[] expected = InetAddress.getByName(encrypted).getAddress();
        assertThat(crypt.encrypt(plain)).isEqualTo(expected);
        assertThat(crypt.decrypt(expected)).isEqualTo(plain);
    }

    @Property
    void decryptingGivesTheAddressBack(
            @ForAll @Size(16) byte[] key, @ForAll @Size(16) byte[] address) {
        IpCrypt crypt = new IpCrypt(key);
        assertThat(crypt.decrypt(crypt.encrypt(address))).isEqualTo(address);
    }

    @Test
    void refusesOtherLengths() {
        assertThatThrownBy(() -> new IpCrypt(new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IpCrypt(new byte[16]).encrypt(new byte[4]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
