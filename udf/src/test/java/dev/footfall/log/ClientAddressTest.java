package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static byte[] parse(String text) {
        byte[] bytes = Lines.bytes("<<" + text + ">>");
        byte[] address = ClientAddress.parse(bytes, 2, bytes.length - 2);
        return address == null ? new byte[0] : address;
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, c0000201",
        "0.0.0.0, 00000000",
        "255.255.255.255, ffffffff",
        "192.0.2.1:80, c0000201",
        "192.0.2.1:65535, c0000201",
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "1::, 00010000000000000000000000000000",
        "2001:DB8::A, 20010db800000000000000000000000a",
        "2001:db8:1:2:3:4:5:6, 20010db8000100020003000400050006",
        "2001:db8::3:4:5:6:7, 20010db8000000030004000500060007",
        "[2001:db8::a]:443, 20010db800000000000000000000000a",
        "[2001:db8::a], 20010db800000000000000000000000a",
        "fe80::1%eth0, fe800000000000000000000000000001",
        "[fe80::1%25en1]:80, fe800000000000000000000000000001",
        "::ffff:192.0.2.1, c0000201",
        "::FFFF:c000:0201, c0000201",
        "64:ff9b::192.0.2.33, 0064ff9b0000000000000000c0000221",
        "::192.0.2.1, 000000000000000000000000c0000201"
    })
    void readsAddressesIntoOneForm(String text, String hex) {
        assertThat(HexFormat.of().formatHex(parse(text))).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "unknown", "_hidden", "localhost", "192.0.2", "192.0.2.", "192.0.2.256", "192.0.2.01", "1.2.3.4.5",
                "192.0.2.1:", "192.0.2.1:65536", "192.0.2.1:x", "1::2::3", ":::", ":1", "1:", "1:2:3:4:5:6:7", "::1:",
                "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "12345::", "g::", "::1%", "[::1", "::1]", "[::1]:", "[::1]x",
                "[192.0.2.1]", "::192.0.2.1:5", "1:2:3:4:5:6:7:192.0.2.1", "1::2:3:4:5:6:7:8", " 192.0.2.1"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:0db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "2001:DB8::AbCd, 2001:db8::abcd",
        "::ffff:192.0.2.1, 192.0.2.1"
    })
    void writesAddressesByRfc5952(String text, String canonical) {
        assertThat(ClientAddress.format(parse(text))).isEqualTo(canonical);
    }

    @Test
    void refusesToWriteOtherLengths() {
        assertThatThrownBy(() -> ClientAddress.format(new byte[5])).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<byte[]> addresses() {
        Arbitrary<Byte> sparse =
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just((byte) 0)), Tuple.of(2, Arbitraries.bytes()));
        return Arbitraries.of(4, 16).flatMap(n -> sparse.array(byte[].class).ofSize(n));
    }

    @Property
    void readsWhatItWrites(@ForAll("addresses") byte[] address) throws UnknownHostException {
        InetAddress oracle = InetAddress.getByAddress(address);
        byte[] canonical = oracle.getAddress(); // IPv4-mapped becomes IPv4 here as well
        String text = ClientAddress.format(address);
        assertThat(parse(text)).isEqualTo(canonical);
        assertThat(parse(text.toUpperCase(Locale.ROOT))).isEqualTo(canonical);
        assertThat(parse("[" + text + "]:443").length == 16 || oracle instanceof Inet4Address).isTrue();
    }

    @Property
    void agreesWithTheJdkOnWhatItReads(@ForAll("addresses") byte[] address) throws UnknownHostException {
        String theirs = InetAddress.getByAddress(address).getHostAddress();
        assertThat(parse(theirs)).isEqualTo(InetAddress.getByName(theirs).getAddress());
        String ours = ClientAddress.format(address);
        assertThat(InetAddress.getByName(ours).getAddress()).isEqualTo(parse(ours));
    }

    @Property(tries = 3000)
    void readsNothingElseThanTheJdk(@ForAll("addressLike") String text) throws UnknownHostException {
        byte[] ours = parse(text);
        if (ours.length > 0) {
            assertThat(ours).isEqualTo(InetAddress.getByName(text).getAddress());
        }
    }

    @Provide
    Arbitrary<String> addressLike() {
        Arbitrary<String> colons = Arbitraries.strings().withChars("0123abF").ofMinLength(0).ofMaxLength(4).list().ofMinSize(3).ofMaxSize(9).map(l -> String.join(":", l));
        Arbitrary<String> dots = Arbitraries.integers().between(0, 300).list().ofMinSize(3).ofMaxSize(5).map(l -> String.join(".", l.stream().map(String::valueOf).toList()));
        return Arbitraries.oneOf(colons, dots);
    }

    @Test
    void leavesTheCallersOtherBytesAlone() {
        byte[] out = new byte[ClientAddress.MAX_BYTES];
        Arrays.fill(out, (byte) 7);
        byte[] text = Lines.bytes("192.0.2.1");
        assertThat(ClientAddress.parse(text, 0, text.length, out)).isEqualTo(4);
        assertThat(out).startsWith(192, 0, 2, 1).endsWith(7, 7, 7, 7);
    }
}
