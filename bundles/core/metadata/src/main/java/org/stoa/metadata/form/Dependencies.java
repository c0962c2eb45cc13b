package org.stoa.metadata.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields must be known before which. */
final class Dependencies {

    private final Map<String, Set<String>> needs = new LinkedHashMap<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> path = new ArrayList<>();
    private List<String> cycle = List.of();

    /** @param names of all fields, in the order in which they come where it does not matter */
    Dependencies(Iterable<String> names) {
        names.forEach(name -> needs.put(name, new LinkedHashSet<>()));
    }

    void add(String field, Set<String> others) {
        Set<String> known = needs.get(field);
        others.stream().filter(needs::containsKey).forEach(known::add);
    }

    /** Every field after those that it needs, as far as they do not go round in a circle. */
    List<String> order() {
        needs.keySet().forEach(this::visit);
        return List.copyOf(done);
    }

    /** The first circle that there is, from a field back to it, or none; known after {@link #order}. */
    List<String> cycle() {
        return cycle;
    }

    private void visit(String field) {
        int place = path.indexOf(field);
        if (place >= 0) {
            if (cycle.isEmpty()) {
                cycle = new ArrayList<>(path.subList(place, path.size()));
                cycle.add(field);
            }
            return;
        }
        if (done.contains(field)) {
            return;
        }
        path.add(field);
        needs.get(field).forEach(this::visit);
        path.remove(path.size() - 1);
        done.add(field);
    }
}
