package org.stoa.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.MutableClock;

class TodayTest {

    private final Today today =
            new Today(any -> ZoneId.of("Pacific/Auckland"), MutableClock.at("2026-12-31T11:00:00Z"));
    private final CallContext context = CallContext.system(Ids.next(), "test");

    @Test
    void theDayIsThatOfTheTenant() {
        assertThat(today.of(context)).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void thePlatformIsInUtc() {
        assertThat(today.of(PlatformRows.of(context))).isEqualTo(LocalDate.of(2026, 12, 31));
    }
}
