package org.stoa.booking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.hold.HoldDetails;
import org.stoa.booking.hold.HoldFields;

/** Many want the same time at the same moment. */
class SlotRaceTest {
    private static final int CLIENTS = Integer.getInteger("stoa.clients", 500);

    private final BookingsFixture booking = new BookingsFixture();
    private final CallContext context = booking.newTenant("Europe/Berlin");

    @AfterEach
    void close() {
        booking.close();
    }

    @Test
    void oneOfManyClientsGetsTheSlotAndTheOthersAreToldSo() throws InterruptedException {
        UUID room = booking.room(context, 1);
        UUID service = booking.service(context, "", room);
        long begin = System.nanoTime();

        List<String> outcomes =
                atOnce(CLIENTS, () -> booking.book(BookingsFixture.client(context), service, "2026-03-03T10:00:00Z"));

        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf("%d clients at one slot: %s in %d ms%n", CLIENTS, counts(outcomes), millis);
        assertThat(outcomes).containsOnly("booked", "slot-taken");
        assertThat(outcomes).filteredOn("booked"::equals).hasSize(1);
        assertThat(booking.texts(context, "SELECT count(*) FROM booking.booking"))
                .containsExactly("1");
        assertThat(booking.texts(context, "SELECT count(*) FROM booking.occupation"))
                .containsExactly("1");
    }

    @Test
    void unitsOfACapacityAreGivenOnceEach() throws InterruptedException {
        UUID room = booking.room(context, 7);
        UUID service = booking.service(context, "", room);

        List<String> outcomes =
                atOnce(60, () -> booking.book(BookingsFixture.client(context), service, "2026-03-03T10:00:00Z"));

        assertThat(outcomes).containsOnly("booked", "slot-taken");
        assertThat(outcomes).filteredOn("booked"::equals).hasSize(7);
        assertThat(booking.texts(context, "SELECT DISTINCT unit FROM booking.occupation"))
                .hasSize(7);
    }

    @Test
    void clientsSpreadOverTheResourcesOfAService() throws InterruptedException {
        UUID[] rooms = IntStream.range(0, 5)
                .mapToObj(index -> booking.room(context, 1))
                .toArray(UUID[]::new);
        UUID service = booking.service(context, "", rooms);

        List<String> outcomes =
                atOnce(40, () -> booking.book(BookingsFixture.client(context), service, "2026-03-03T10:00:00Z"));

        assertThat(outcomes).filteredOn("booked"::equals).hasSize(5);
        assertThat(booking.texts(context, "SELECT DISTINCT resource_id FROM booking.occupation"))
                .hasSize(5);
    }

    @Test
    void severalResourcesTogetherAreNeverTakenInPart() throws InterruptedException {
        UUID[] rooms = IntStream.range(0, 4)
                .mapToObj(index -> booking.room(context, 2))
                .toArray(UUID[]::new);
        UUID service = booking.service(context, "", rooms);
        List<UUID> forwards = List.of(rooms);
        List<UUID> backwards = new ArrayList<>(forwards);
        Collections.reverse(backwards);
        AtomicInteger turn = new AtomicInteger();

        List<String> outcomes = atOnce(30, () -> {
            List<UUID> all = turn.getAndIncrement() % 2 == 0 ? forwards : backwards;
            return booking.services.bookings.create(
                    BookingsFixture.client(context),
                    Fields.of(service, "2026-03-03T10:00:00Z").resources(all).build());
        });

        assertThat(outcomes).containsOnly("booked", "slot-taken");
        assertThat(outcomes).filteredOn("booked"::equals).hasSize(2);
        assertThat(booking.texts(context, "SELECT count(*) FROM booking.occupation"))
                .containsExactly("8");
    }

    @Test
    void holdsAndBookingsAreInOneRace() throws InterruptedException {
        UUID room = booking.room(context, 1);
        UUID service = booking.service(context, "", room);
        AtomicInteger turn = new AtomicInteger();

        List<String> outcomes = atOnce(40, () -> {
            CallContext client = BookingsFixture.client(context);
            return turn.getAndIncrement() % 2 == 0
                    ? booking.book(client, service, "2026-03-03T10:00:00Z")
                    : booking.services.holds.create(client, hold(service, "2026-03-03T10:30:00Z"));
        });

        assertThat(outcomes).filteredOn("booked"::equals).hasSize(1);
    }

    @Test
    void aClientHoldsNoMoreForAskingAtOnce() throws InterruptedException {
        UUID room = booking.room(context, 1);
        UUID service = booking.service(context, "", room);
        CallContext client = BookingsFixture.client(context);
        AtomicInteger hour = new AtomicInteger();

        List<String> outcomes = atOnce(
                20,
                () -> booking.services.holds.create(
                        client, hold(service, String.format("2026-03-03T%02d:00:00Z", hour.getAndIncrement()))));

        assertThat(outcomes).containsOnly("booked", "too-many-holds");
        assertThat(outcomes).filteredOn("booked"::equals).hasSize(5);
    }

    @Test
    void aHoldIsConfirmedOnce() throws InterruptedException {
        UUID room = booking.room(context, 1);
        UUID service = booking.service(context, "", room);
        CallContext client = BookingsFixture.client(context);
        UUID hold = booking.services
                .holds
                .create(client, hold(service, "2026-03-03T10:00:00Z"))
                .id();

        List<String> outcomes =
                atOnce(20, () -> booking.services.holds.confirm(client, hold, new HoldDetails(null, null)));

        assertThat(outcomes).containsOnly("booked", "hold-ended");
        assertThat(outcomes).filteredOn("booked"::equals).hasSize(1);
    }

    private static HoldFields hold(UUID service, String start) {
        return new HoldFields(service, null, null, Instant.parse(start), null, null, null, null);
    }

    private static String counts(List<String> outcomes) {
        return outcomes.stream()
                .distinct()
                .sorted()
                .map(outcome -> outcomes.stream().filter(outcome::equals).count() + " " + outcome)
                .toList()
                .toString();
    }

    /** What becomes of as many calls that begin at the same moment; those for which there is no connection try again. */
    private static List<String> atOnce(int clients, Callable<?> call) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<String>> futures = IntStream.range(0, clients)
                    .mapToObj(index -> threads.submit(() -> {
                        start.await();
                        return outcome(call);
                    }))
                    .toList();
            start.countDown();
            List<String> outcomes = new ArrayList<>();
            for (Future<String> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static String outcome(Callable<?> call) throws Exception {
        while (true) {
            try {
                call.call();
                return "booked";
            } catch (ProblemException e) {
                if (e.code().status() != 503) {
                    return e.code().code();
                }
            }
        }
    }
}
