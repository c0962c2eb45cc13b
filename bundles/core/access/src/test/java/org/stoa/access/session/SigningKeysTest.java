package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.session.SigningKeyMapper.SigningKeyRow;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.data.cache.LocalCaches;

class SigningKeysTest {

    private final SignInFixture signIn = new SignInFixture();

    @AfterEach
    void stop() {
        signIn.close();
    }

    private SigningKeys node() {
        return new SigningKeys(signIn.platform, signIn.clock);
    }

    @Test
    void nodesThatStartAtTheSameTimeAgreeOnOneKey() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Runnable start = () -> node().all().forEach(key -> seen.add(key.kid()));

        assertThat(refusedAtOnce(start, start, start, start, start, start)).isEmpty();

        assertThat(seen).hasSize(1);
        assertThat(node().all()).hasSize(1).allMatch(key -> key.secret().length == 32);
    }

    @Test
    void tokenOfOneNodeIsAcceptedByAnother() {
        UUID identity = Ids.next();
        AccessTokens one = new AccessTokens(node(), new LocalCaches(), signIn.clock);
        AccessTokens other = new AccessTokens(node(), new LocalCaches(), signIn.clock);

        assertThat(other.verify(one.issue(identity, Ids.next(), null, null)).identityId())
                .isEqualTo(identity);
    }

    @Test
    void newestKeySignsAndOlderOnesVerify() {
        AccessTokens before = new AccessTokens(node(), new LocalCaches(), signIn.clock);
        String token = before.issue(Ids.next(), Ids.next(), null, null);
        signIn.clock.advance(java.time.Duration.ofSeconds(1));
        signIn.platform.write(
                CallContext.system(null, "test"),
                SigningKeyMapper.class,
                (mapper, transaction) -> mapper.insert("0123456789abcdef", new byte[32], signIn.clock.instant()));

        List<SigningKeyRow> keys = node().all();
        AccessTokens after = new AccessTokens(node(), new LocalCaches(), signIn.clock);

        assertThat(keys).hasSize(2);
        assertThat(keys.get(0).kid()).isEqualTo("0123456789abcdef");
        assertThat(after.verify(token)).isNotNull();
        assertThat(after.issue(Ids.next(), Ids.next(), null, null).split("\\.")[0])
                .isNotEqualTo(token.split("\\.")[0]);
    }
}
