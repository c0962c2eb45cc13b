package org.stoa.metadata.industry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to do about conflicts; in those that are not named the tenant's value is kept.
 *
 * @param resolutions null for none
 */
public record Resolutions(@Valid @Size(max = 1000) List<Resolution> resolutions) {

    private static final Resolutions NONE = new Resolutions(List.of());

    /** Nothing decided. */
    static Resolutions none() {
        return NONE;
    }

    /** Pointers of conflicts in which the template wins, by item. */
    Map<ItemKey, Set<String>> theirsAt() {
        Map<ItemKey, Set<String>> pointers = new HashMap<>();
        for (Resolution resolution : resolutions == null ? List.<Resolution>of() : resolutions) {
            if (resolution.take() == Resolution.Side.THEIRS) {
                pointers.computeIfAbsent(new ItemKey(resolution.kind(), resolution.key()), item -> new HashSet<>())
                        .add(resolution.pointer());
            }
        }
        return pointers;
    }
}
