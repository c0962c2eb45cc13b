package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessChangesTest {

    private final AccessChanges changes = new AccessChanges();
    private final UUID tenant = new UUID(1, 1);
    private final UUID identity = new UUID(2, 2);
    private final UUID session = new UUID(3, 3);

    @Test
    void whatWasLoadedAfterTheLastChangeIsCurrent() {
        changes.tenantChanged(tenant);
        long stamp = changes.stamp();

        assertThat(changes.unchangedSince(stamp, tenant, identity, session)).isTrue();
    }

    @Test
    void changeMakesWhatWasLoadedBeforeOutdated() {
        long stamp = changes.stamp();
        changes.identityChanged(identity);

        assertThat(changes.unchangedSince(stamp, session, tenant, identity)).isFalse();
        assertThat(changes.unchangedSince(stamp, session, tenant, null)).isTrue();
        assertThat(changes.unchangedSince(changes.stamp(), session, tenant, identity))
                .isTrue();
    }

    @Test
    void olderLoadStaysOutdatedWhenANewerOneIsCurrent() {
        long older = changes.stamp();
        changes.sessionChanged(session);
        long newer = changes.stamp();
        changes.tenantChanged(new UUID(9, 9));

        assertThat(changes.unchangedSince(newer, session)).isTrue();
        assertThat(changes.unchangedSince(older, session)).isFalse();
    }

    @Test
    void changeOfEverythingConcernsEverybody() {
        long stamp = changes.stamp();
        changes.everythingChanged();

        assertThat(changes.unchangedSince(stamp, tenant)).isFalse();
        assertThat(changes.unchangedSince(stamp)).isFalse();
        assertThat(changes.unchangedSince(changes.stamp(), tenant)).isTrue();
    }
}
