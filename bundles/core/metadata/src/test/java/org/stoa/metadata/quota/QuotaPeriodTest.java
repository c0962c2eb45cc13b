package org.stoa.metadata.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.stoa.metadata.schema.Quota.Period;

/** Periods begin and end by the calendar and the clocks of the tenant. */
class QuotaPeriodTest {

    @Test
    void aPeriodEndsWithItsLastMillisecondInTheTenantsZone() {
        assertPeriod("2026-01-31T22:59:59.999Z", Period.MONTH, "Europe/Vienna", "2026-01-01", "2026-01-31T23:00:00Z");
        assertPeriod("2026-01-31T23:00:00Z", Period.MONTH, "Europe/Vienna", "2026-02-01", "2026-02-28T23:00:00Z");
        assertPeriod("2026-12-31T23:59:59.999Z", Period.YEAR, "UTC", "2026-01-01", "2027-01-01T00:00:00Z");
        assertPeriod("2026-12-31T10:00:00Z", Period.YEAR, "Pacific/Kiritimati", "2027-01-01", "2027-12-31T10:00:00Z");
        assertPeriod(
                "2026-03-01T04:59:59.999Z", Period.MONTH, "America/New_York", "2026-02-01", "2026-03-01T05:00:00Z");
    }

    @Test
    void monthsOfChangedClocksEndAtMidnightOfTheClock() {
        assertPeriod("2026-03-15T12:00:00Z", Period.MONTH, "Europe/Vienna", "2026-03-01", "2026-03-31T22:00:00Z");
        assertPeriod("2026-10-15T12:00:00Z", Period.MONTH, "Europe/Vienna", "2026-10-01", "2026-10-31T23:00:00Z");
        assertPeriod("2026-03-29T12:00:00Z", Period.DAY, "Europe/Vienna", "2026-03-29", "2026-03-29T22:00:00Z");
        assertPeriod("2026-10-25T12:00:00Z", Period.DAY, "Europe/Vienna", "2026-10-25", "2026-10-25T23:00:00Z");
    }

    @Test
    void aDayBeginsLaterWhereTheClockSkipsMidnight() {
        assertPeriod("2026-03-28T12:00:00Z", Period.DAY, "Asia/Beirut", "2026-03-28", "2026-03-28T22:00:00Z");
        assertThat(Instant.parse("2026-03-28T22:00:00Z").atZone(ZoneId.of("Asia/Beirut")))
                .hasToString("2026-03-29T01:00+03:00[Asia/Beirut]");
        assertPeriod("2026-03-28T22:00:00Z", Period.DAY, "Asia/Beirut", "2026-03-29", "2026-03-29T21:00:00Z");
    }

    @Test
    void aDayLastsLongerWhereTheClockGoesBackAtMidnight() {
        assertPeriod("2018-02-18T01:59:59.999Z", Period.DAY, "America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00:00Z");
        assertPeriod("2018-02-18T02:30:00Z", Period.DAY, "America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00:00Z");
    }

    @Test
    void februaryHasItsLeapDay() {
        assertPeriod("2028-02-29T23:59:59.999Z", Period.MONTH, "UTC", "2028-02-01", "2028-03-01T00:00:00Z");
        assertPeriod("2028-02-29T12:00:00Z", Period.DAY, "UTC", "2028-02-29", "2028-03-01T00:00:00Z");
        assertPeriod("2028-02-29T12:00:00Z", Period.YEAR, "UTC", "2028-01-01", "2029-01-01T00:00:00Z");
    }

    @Test
    void aDayThatACountryLeftOutIsNone() {
        assertPeriod("2011-12-30T09:59:59.999Z", Period.DAY, "Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z");
        assertPeriod("2011-12-30T10:00:00Z", Period.DAY, "Pacific/Apia", "2011-12-31", "2011-12-31T10:00:00Z");
    }

    private static void assertPeriod(String moment, Period period, String zone, String start, String end) {
        assertThat(QuotaPeriod.at(Instant.parse(moment), period, ZoneId.of(zone)))
                .as(moment + " in " + zone)
                .isEqualTo(new QuotaPeriod(LocalDate.parse(start), Instant.parse(end)));
    }
}
