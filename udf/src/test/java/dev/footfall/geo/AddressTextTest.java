package dev.footfall.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:0:0:0, ::",
        "::ffff:192.0.2.1, ::ffff:c000:201",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    })
    void literalsAreReadAndWrittenAsRfc5952Asks(String text, String canonical) {
        assertThat(AddressText.format(AddressText.parse(text))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.1.1",
                "192.0.2.-1",
                "192.0.2.+1",
                "192.0.02.1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                ":::",
                "g::",
                "::192.0.2",
                "1:2:3:4:5:6:7::8",
                "192.0.2.1::",
                "٣.0.0.1",
                ":1:2:3:4:5:6:7"
            })
    void whatIsNoLiteralIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> AddressText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("192.0");
    }

    @Property
    void everyIpv6AddressComesBackAndJavaReadsIt(@ForAll @Size(16) byte[] address) throws UnknownHostException {
        String text = AddressText.format(address);
        assertThat(AddressText.parse(text)).isEqualTo(address);
        assertThat(InetAddress.getByName(text)).isEqualTo(InetAddress.getByAddress(address));
    }
}
