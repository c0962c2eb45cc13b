package org.stoa.metadata.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "HTTPS://example.org:8443/a/b?c=d#e",
                "https://xn--bcher-kva.example/b%C3%BCcher",
                "https://[2001:db8::1]/",
            })
    void absoluteHttpsAddresses(String address) {
        assertThat(WebAddress.isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://example.org",
                "ftp://example.org",
                "javascript:alert(1)",
                "data:text/html,x",
                "//example.org/a",
                "/a",
                "https:example.org",
                "https:///a",
                "https://",
                "https://user@example.org",
                "https://user:secret@example.org",
                "https://@example.org",
                "https://example.org:99999",
                "https://example.org:port",
                "https://exa mple.org",
                "https:\\\\example.org",
                "https://example.org\\@evil.example",
                "https://example.org/\n",
                "https://example.org/%zz",
                "https://b\u00fccher.example",
                "https://example.org/\u202egnp.exe",
            })
    void whateverElseIsRefused(String address) {
        assertThat(WebAddress.isValid(address)).isFalse();
    }

    @Test
    void lengthIsBounded() {
        String start = "https://example.org/";
        assertThat(WebAddress.isValid(start + "a".repeat(WebAddress.LONGEST - start.length())))
                .isTrue();
        assertThat(WebAddress.isValid(start + "a".repeat(WebAddress.LONGEST))).isFalse();
    }
}
