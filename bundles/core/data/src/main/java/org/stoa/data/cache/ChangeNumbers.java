package org.stoa.data.cache;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.stoa.api.cache.CacheTag;

/**
 * Numbers the changes that this node has heard of. A slot chosen by the tag remembers the number of the last change; two
 * tags may share a slot, which costs a load too many now and then.
 */
final class ChangeNumbers {

    private static final int SLOT_BITS = 14;

    private final AtomicLong number = new AtomicLong();
    private final AtomicLong lastForAll = new AtomicLong();
    private final AtomicLongArray lastBySlot = new AtomicLongArray(1 << SLOT_BITS);

    /** The number to note before loading: what is loaded then includes every change up to it. */
    long stamp() {
        return number.get();
    }

    /** Whether nothing has changed since {@code stamp} in any of these slots. */
    boolean isUnchangedSince(long stamp, int[] slots) {
        if (lastForAll.get() > stamp) {
            return false;
        }
        for (int slot : slots) {
            if (lastBySlot.get(slot) > stamp) {
                return false;
            }
        }
        return true;
    }

    /**
     * To be called after the commit. The number is the last that is told: whoever notes it finds the slots changed, also
     * those of other values that are loaded from; whoever noted the one before loads once more.
     */
    synchronized void changed(Collection<CacheTag> tags) {
        long next = number.get() + 1;
        for (CacheTag tag : tags) {
            if (tag.equals(CacheTag.EVERYTHING)) {
                lastForAll.set(next);
            } else {
                lastBySlot.set(slot(tag), next);
            }
        }
        number.set(next);
    }

    static int[] slots(Collection<CacheTag> tags) {
        return tags.stream().mapToInt(ChangeNumbers::slot).distinct().toArray();
    }

    private static int slot(CacheTag tag) {
        return (tag.text().hashCode() * 0x9E3779B9) >>> (Integer.SIZE - SLOT_BITS);
    }
}
