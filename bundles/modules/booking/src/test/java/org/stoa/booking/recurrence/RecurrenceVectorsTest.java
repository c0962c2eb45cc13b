package org.stoa.booking.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The public recurrence vectors of libical (https://github.com/libical/libical, icalrecur_test.txt) through our own code.
 * They are not part of this repository: the system property {@code stoa.vectors} names the folder that holds them as
 * {@code rrule}, or {@code shared/vectors} is looked for beside the checkout and further up.
 */
class RecurrenceVectorsTest {
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    /** Weeks that belong to another year, counted at an interval; days counted from the end of a year, for hours. */
    private static final List<String> KNOWN_TO_DIFFER = List.of(
            "FREQ=HOURLY;BYHOUR=12;BYYEARDAY=-366;COUNT=3",
            "FREQ=HOURLY;BYHOUR=0;BYYEARDAY=360,-2;UNTIL=20260101T000000",
            "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1",
            "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1",
            // libical itself does not implement this one, and says so instead of what it should be
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101");

    private record Vector(String rule, String start, String instances) {}

    @Test
    void vectorsOfLibical() throws IOException {
        Path file = find();
        assumeTrue(file != null, "the recurrence vectors are not here: set -Dstoa.vectors=<folder>");
        List<Vector> vectors = read(file);

        List<Vector> failed = vectors.stream()
                .filter(vector -> !vector.instances().equals(instances(vector)))
                .toList();

        System.out.printf(
                "libical recurrence vectors: %d of %d pass%n", vectors.size() - failed.size(), vectors.size());
        assertThat(vectors).hasSize(146);
        assertThat(failed).extracting(Vector::rule).containsExactlyInAnyOrderElementsOf(KNOWN_TO_DIFFER);
    }

    private static String instances(Vector vector) {
        String[] expected = vector.instances().split(",");
        String last = expected[expected.length - 1];
        last = last.matches("[0-9].*") ? last : vector.start();
        Recurrence recurrence = Recurrence.parse(vector.rule());
        boolean daily = !vector.rule().matches("FREQ=(SECOND|MINUTE|HOUR)LY.*");
        if (vector.start().length() == 8) {
            LocalDate until = LocalDate.parse(last, DATE).plusYears(2);
            LocalDate start = LocalDate.parse(vector.start(), DATE);
            return recurrence.dates(start, start, until, ZoneOffset.UTC).stream()
                    .map(DATE::format)
                    .collect(Collectors.joining(","));
        }
        ZonedDateTime start = time(vector.start());
        Instant until = (daily ? time(last).plusYears(2) : time(last).plusHours(6)).toInstant();
        String zone = vector.start().endsWith("Z") ? "Z" : "";
        return recurrence.between(start, start.toInstant(), until, expected.length + 1).stream()
                .map(time -> CalendarTimes.LOCAL.format(time) + zone)
                .collect(Collectors.joining(","));
    }

    private static ZonedDateTime time(String text) {
        return LocalDateTime.parse(text.replace("Z", ""), CalendarTimes.LOCAL).atZone(ZoneOffset.UTC);
    }

    private static List<Vector> read(Path file) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        String rule = null;
        String start = null;
        for (String line : Files.readAllLines(file)) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("RRULE:")) {
                rule = value;
            } else if (line.startsWith("DTSTART:")) {
                start = value;
            } else if (line.startsWith("INSTANCES:")) {
                vectors.add(new Vector(rule, start, value));
            }
        }
        return vectors;
    }

    private static Path find() {
        String property = System.getProperty("stoa.vectors");
        if (property != null) {
            return Path.of(property, "rrule/icalrecur_test.txt");
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/vectors/rrule/icalrecur_test.txt");
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
