package org.stoa.billing.recurring;

import java.time.LocalDate;
import java.util.Optional;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.charge.BillingPeriod;

/**
 * When an agreement is invoiced for what.
 *
 * <p>Periods are those of {@link BillingPeriod}, counted from one that contains the first day; the first and the last are
 * cut to the days of the agreement. In advance, run n takes place on the first day of period n, for the fixed quantities of
 * that period and the usage until then; a last run after the end takes what was used in the last period. In arrears, run n
 * takes place on the day after period n, for all of it.
 *
 * @param start the first day
 * @param end the day after the last; null for none yet
 * @param anchor from which periods are counted
 * @param first number of the period that contains {@code start}, counted from {@code anchor}
 */
record Schedule(
        LocalDate start, LocalDate end, LocalDate anchor, int first, BillingInterval interval, boolean inAdvance) {

    /**
     * One time that an agreement is invoiced.
     *
     * @param number from 0
     * @param billOn the day
     * @param whole the period whose fixed quantities are invoiced, or null
     * @param part the days of it that belong to the agreement, or null
     * @param usageUntil the day after the last whose usage is invoiced
     */
    record Run(int number, LocalDate billOn, BillingPeriod whole, BillingPeriod part, LocalDate usageUntil) {}

    static Schedule of(AgreementFields fields) {
        LocalDate start = fields.startsOn();
        LocalDate end = fields.endsOn() == null ? null : fields.endsOn().plusDays(1);
        if (fields.interval() == BillingInterval.YEARLY || fields.anchorDay() == null) {
            return new Schedule(start, end, start, 0, fields.interval(), fields.inAdvance());
        }
        // A January has every day that a month may have, so that no short month shortens what comes after it.
        LocalDate anchor = LocalDate.of(start.getYear() - 1, 1, fields.anchorDay());
        int month = 12 + start.getMonthValue() - 1;
        boolean before = start.isBefore(
                BillingPeriod.of(anchor, BillingInterval.MONTHLY, month).start());
        return new Schedule(
                start, end, anchor, before ? month - 1 : month, BillingInterval.MONTHLY, fields.inAdvance());
    }

    /** The run with a number; nothing when the agreement has come to its end before. */
    Optional<Run> run(int number) {
        BillingPeriod whole = BillingPeriod.of(anchor, interval, first + number);
        LocalDate from = whole.start().isBefore(start) ? start : whole.start();
        LocalDate to = end != null && whole.end().isAfter(end) ? end : whole.end();
        if (from.isBefore(to)) {
            BillingPeriod part = new BillingPeriod(from, to);
            return Optional.of(
                    inAdvance ? new Run(number, from, whole, part, from) : new Run(number, to, whole, part, to));
        }
        boolean last = inAdvance
                && number > 0
                && run(number - 1).filter(run -> run.part() != null).isPresent();
        return last ? Optional.of(new Run(number, end, null, null, end)) : Optional.empty();
    }

    /** The days whose usage a run takes, the first day that it may be of being that of the period before. */
    BillingPeriod usagePeriod(Run run) {
        if (!inAdvance) {
            return run.part();
        }
        return run(run.number() - 1).orElseThrow().part();
    }
}
