package org.stoa.data.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.stoa.api.cache.CacheTag;

/**
 * Decides whether a value that some node has loaded may be used here: whether it includes every change of its tags that
 * this node has heard of. A load includes what the latest snapshot sees that was known before it began; a change is in it
 * when that snapshot sees the transaction that made it. In which order values were stored does not matter.
 *
 * <p>It says nothing of changes that this node has not heard of: whoever asks must trust its memory.
 */
final class Freshness {

    /** Beyond these the older ones of a slot are remembered by the latest of them alone. */
    private static final int MOST_TRANSACTIONS = 8;

    /** In place of a slot: all of them. */
    private static final int EVERYTHING = -1;

    /**
     * What a value includes.
     *
     * @param history in which transactions are numbered: of one run of one database
     * @param seen the transactions that it surely includes
     */
    record Extent(String history, Snapshot seen) {}

    private final Map<Integer, Demand> demands = new HashMap<>();
    /** When something was changed by a transaction whose number is not known yet, by slot. */
    private final Map<Integer, Long> unknown = new HashMap<>();

    private String history;
    private Snapshot before;
    private Snapshot seen;

    /** What a value must include that depends on a slot. */
    private static final class Demand {

        private final List<Long> transactions = new ArrayList<>();
        private long allThrough = -1;
        private Snapshot snapshot;

        void add(long transaction) {
            transactions.add(transaction);
            if (transactions.size() > MOST_TRANSACTIONS) {
                Long least = transactions.stream().min(Long::compare).orElseThrow();
                transactions.remove(least);
                allThrough = Math.max(allThrough, least);
            }
        }

        boolean isMetBy(Snapshot copy) {
            return copy.seesAllThrough(allThrough)
                    && (snapshot == null || copy.includes(snapshot))
                    && transactions.stream().allMatch(copy::sees);
        }
    }

    /**
     * Begins anew, with a history of its own.
     *
     * @param before changes that it does not see are told one by one
     * @param seen what had been committed
     * @param changes those of it that {@code before} does not see
     */
    synchronized void begin(String history, Snapshot before, Snapshot seen, List<NodeTable.Change> changes) {
        demands.clear();
        changes.forEach(change -> changed(change.writtenBy(), change.tags()));
        this.history = history;
        this.before = before;
        this.seen = seen;
    }

    /** To be called before any value is given out that does not include the change. */
    synchronized void changed(long transaction, Collection<CacheTag> tags) {
        for (int slot : slots(tags)) {
            demand(slot).add(transaction);
        }
    }

    /** The same for a change by a transaction that has been committed until now, and which is not known. */
    synchronized void changed(Collection<CacheTag> tags) {
        long now = System.nanoTime();
        for (int slot : slots(tags)) {
            unknown.put(slot, now);
        }
    }

    /**
     * To be called when all changes are known that a snapshot sees.
     *
     * @param asked before it was taken, by {@link System#nanoTime}
     */
    synchronized void reached(Snapshot snapshot, long asked) {
        seen = snapshot;
        for (Iterator<Map.Entry<Integer, Long>> iterator = unknown.entrySet().iterator(); iterator.hasNext(); ) {
            Map.Entry<Integer, Long> entry = iterator.next();
            if (entry.getValue() - asked < 0) {
                demand(entry.getKey()).snapshot = snapshot;
                iterator.remove();
            }
        }
    }

    /** What a load includes that begins after this; null while nothing is known. */
    synchronized Extent extent() {
        return history == null ? null : new Extent(history, seen);
    }

    /** Whether a value that depends on some slots includes all that is known to have changed. */
    synchronized boolean isMetBy(Extent copy, int[] slots) {
        return history != null
                && history.equals(copy.history())
                && copy.seen().includes(before)
                && isMetBy(copy.seen(), EVERYTHING)
                && Arrays.stream(slots).allMatch(slot -> isMetBy(copy.seen(), slot));
    }

    private boolean isMetBy(Snapshot copy, int slot) {
        Demand demand = demands.get(slot);
        return !unknown.containsKey(slot) && (demand == null || demand.isMetBy(copy));
    }

    private Demand demand(int slot) {
        return demands.computeIfAbsent(slot, none -> new Demand());
    }

    private static int[] slots(Collection<CacheTag> tags) {
        return tags.contains(CacheTag.EVERYTHING) ? new int[] {EVERYTHING} : ChangeNumbers.slots(tags);
    }
}
