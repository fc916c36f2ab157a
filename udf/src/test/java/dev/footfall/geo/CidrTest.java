package dev.footfall.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, 192.0.2.255, 192.0.3.0",
        "192.0.2.7, 192.0.2.7, 192.0.2.7, 192.0.2.8",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255, ::1",
        "198.18.0.0/15, 198.18.0.0, 198.19.255.255, 198.20.0.0",
        "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::",
        "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff, 2001:db8:0:1::",
        "2001:db8::80/121, 2001:db8::80, 2001:db8::ff, 2001:db8::100",
        "::/0, ::2, 2001:db8::, 192.0.2.1",
        "192.0.2.0/24, ::ffff:192.0.2.9, 192.0.2.1, ::ffff:192.0.3.9",
        "::ffff:192.0.2.0/120, 192.0.2.1, 192.0.2.255, 192.0.3.0",
    })
    void aRangeHoldsItsFirstAndLastAddressAndNotTheNext(String range, String first, String last, String outside) {
        Cidr cidr = Cidr.parse(range);
        assertThat(cidr.contains(AddressText.parse(first))).isTrue();
        assertThat(cidr.contains(AddressText.parse(last))).isTrue();
        assertThat(cidr.contains(AddressText.parse(outside))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.0/33", "192.0.2.0/", "192.0.2.0/x", "192.0.2.0/-1", "2001:db8::/129", "example/24"})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bitsBehindThePrefixAreRefusedWithTheRightRange() {
        assertThatThrownBy(() -> Cidr.parse("192.0.2.77/24")).hasMessageContaining("192.0.2.0/24");
        assertThatThrownBy(() -> Cidr.parse("2001:db8::1/64")).hasMessageContaining("2001:db8::/64");
    }

    @Test
    void partsAreCutInOrder() {
        assertThat(Cidr.parse("100.64.0.0/10").part(24, 300)).isEqualTo(Cidr.parse("100.65.44.0/24"));
        assertThat(Cidr.parse("2001:db8::/32").part(64, 0x1_0002)).isEqualTo(Cidr.parse("2001:db8:1:2::/64"));
        assertThat(Cidr.parse("2001:db8::/32").part(128, 5)).isEqualTo(Cidr.parse("2001:db8::5"));
        assertThatThrownBy(() -> Cidr.parse("192.0.2.0/24").part(26, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNarrowRangeIsCutToAWiderOne() {
        assertThat(Cidr.parse("192.0.2.128/25").cut(16)).isEqualTo(Cidr.parse("192.0.0.0/16"));
        assertThat(Cidr.around(AddressText.parse("2001:db8:1:2:3::4"), 48)).isEqualTo(Cidr.parse("2001:db8:1::/48"));
    }

    @Test
    void addressesOfAnotherLengthAreRefused() {
        assertThatThrownBy(() -> Cidr.around(new byte[5], 8)).isInstanceOf(IllegalArgumentException.class);
    }
}
