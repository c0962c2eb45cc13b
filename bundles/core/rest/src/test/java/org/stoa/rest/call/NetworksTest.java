package org.stoa.rest.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.0.2.128/25, 192.0.2.200, true",
        "192.0.2.128/25, 192.0.2.100, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "10.0.0.0/8, ::ffff:10.1.1.1, true"
    })
    void rangeContainsItsAddresses(String range, String address, boolean contained) {
        assertThat(Networks.parse(List.of(range)).contains(IpAddress.parse(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0",
                "::/129",
                "a/8",
                "1.2.3.4.5"
            })
    void whatIsNoRangeIsRefused(String range) {
        assertThatThrownBy(() -> Networks.parse(List.of(range)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + range + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fe.de",
                "bad",
                "1.2.3",
                "1.2.3.",
                ".1.2.3.4",
                "256.1.1.1",
                "1..2.3",
                "::g",
                "1:2",
                "localhost",
                "::1%lo",
                "[::1",
                "12345678901234567890123456789012345678901234567890"
            })
    void namesAreNeverTakenForAddresses(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void addressesAreRead() {
        assertThat(IpAddress.parse("[2001:db8::1]").getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(IpAddress.parse("127.0.0.1").isLoopbackAddress()).isTrue();
    }

    @Test
    void noNetworksContainNothing() {
        assertThat(Networks.none().contains(IpAddress.parse("127.0.0.1"))).isFalse();
        assertThat(Networks.parse(List.of("10.0.0.0/8")).contains(null)).isFalse();
    }
}
