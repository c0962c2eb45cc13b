package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:1:2::1, 2001:DB8:1:2:0:0:0:9",
        "fe80::1%eth0, fe80::2",
        "::ffff:192.0.2.1, 192.0.2.1"
    })
    void addressesOfOneNetworkAreOne(String one, String other) {
        assertThat(ClientNetwork.of(one)).isEqualTo(ClientNetwork.of(other));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8:1:2::1, 2001:db8:1:3::1"})
    void addressesOfDifferentNetworksDiffer(String one, String other) {
        assertThat(ClientNetwork.of(one)).isNotEqualTo(ClientNetwork.of(other));
    }

    @Test
    void callThatDidNotComeOverTheNetworkHasANetworkToo() {
        assertThat(ClientNetwork.of(null)).isEqualTo("local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "", "not an address", "1.2.3.4.5", "2001:db8::1::2", "fffff::"})
    void whatIsNoAddressCountsAsItIs(String text) {
        assertThat(ClientNetwork.of(text)).isEqualTo(text);
    }
}
