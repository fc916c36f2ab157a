package dev.footfall.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedNetworksTest {
    private static final Path SAMPLE = Path.of("..", "data-samples", "networks.csv");

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "192.0.2.1, Head office",
                "192.0.2.127, Head office",
                "192.0.2.128, Head office guests",
                "::ffff:192.0.2.200, Head office guests",
                "198.51.100.63, 'Warehouse, north gate'",
                "198.51.100.64, none",
                "203.0.113.17, Uptime monitor",
                "203.0.113.18, none",
                "2001:db8:10::1, Head office",
                "2001:db8:10:ff01::1, Head office guests",
                "2001:db8:11::1, none"
            })
    void theNarrowestNetworkOfTheSampleNamesAnAddress(String address, String name) {
        assertThat(NamedNetworks.load(SAMPLE).name(AddressText.parse(address))).isEqualTo(name);
    }

    @Test
    void numbersAreKept() {
        NamedNetwork found = NamedNetworks.load(SAMPLE).find(AddressText.parse("198.51.100.1"));
        assertThat(found).isEqualTo(new NamedNetwork(Cidr.parse("198.51.100.0/26"), "Warehouse, north gate", 64497));
    }

    @Test
    void headerCommentsBlankLinesMarksAndQuotesAreUnderstood() throws IOException {
        NamedNetworks networks = load(
                "\ufeffCIDR,Name\r\n\r\n# comment\r\n192.0.2.0/24,\"The \"\"big\"\" one\"\r\n 198.51.100.0/24 , Other ,AS64500\r\n");
        assertThat(networks.size()).isEqualTo(2);
        assertThat(networks.name(AddressText.parse("192.0.2.1"))).isEqualTo("The \"big\" one");
        NamedNetwork other = networks.find(AddressText.parse("198.51.100.1"));
        assertThat(other).isNotNull();
        assertThat(other.asn()).isEqualTo(64500);
    }

    @Test
    void noNetworkNamesNothing() throws IOException {
        assertThat(NamedNetworks.NONE.name(new byte[] {1, 2, 3, 4})).isNull();
        assertThat(load("cidr,name\n").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.0/24,Office\\n192.0.2.1/24,Other       | line 2 | bits are set behind the prefix",
                "# x\\n192.0.2.0/33,Office                       | line 2 | 0 to 32 bits",
                "192.0.2.0/24                                   | line 1 | two or three columns",
                "192.0.2.0/24,a,1,b                             | line 1 | two or three columns",
                "192.0.2.0/24,                                  | line 1 | name is missing",
                "192.0.2.0/24,Office,AS99999999999              | line 1 | ASN is no number",
                "192.0.2.0/24,\"Office                          | line 1 | quote is not closed",
                "\\n\\nexample.org,Office                       | line 3 | cannot be read",
                "192.0.2.0/24,Office\\n\\n192.0.2.0/24,Again     | line 3 | has a name already",
            })
    void aWrongRowIsNamedByItsLine(String text, String line, String reason) {
        assertThatThrownBy(() -> load(text.replace("\\n", "\n")))
                .isInstanceOf(GeoException.class)
                .hasMessageContaining(line + ":")
                .hasMessageContaining(reason);
    }

    @Test
    void aMissingFileAndOneThatIsNoTextAreSaidSo() throws IOException {
        assertThatThrownBy(() -> NamedNetworks.load(dir.resolve("none.csv")))
                .isInstanceOf(GeoException.class)
                .hasMessageContaining("no such file");
        Path binary = dir.resolve("binary.csv");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> NamedNetworks.load(binary))
                .isInstanceOf(GeoException.class)
                .hasMessageContaining("UTF-8");
    }

    private NamedNetworks load(String text) throws IOException {
        Path file = dir.resolve("networks.csv");
        Files.writeString(file, text);
        return NamedNetworks.load(file);
    }
}
