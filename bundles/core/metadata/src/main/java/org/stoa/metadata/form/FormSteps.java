package org.stoa.metadata.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.Violations;

/** Puts every field of a form into one step. */
final class FormSteps {

    private FormSteps() {}

    /**
     * The steps with all fields; none for a form of one page. Steps without a field are left out.
     *
     * @param names of the fields, in order
     * @param withheld names of fields that there are, but not for this caller
     * @param violations where is told what cannot be; it has no effect then
     */
    static List<FormStep> of(List<String> names, Set<String> withheld, List<FormStep> steps, Violations violations) {
        Map<String, String> taken = new HashMap<>();
        Set<String> ids = new HashSet<>();
        List<List<String>> fields = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            FormStep step = steps.get(i);
            violations.check(ids.add(step.id()), "/steps/" + i + "/id", "is there twice");
            List<String> own = new ArrayList<>();
            for (int j = 0; j < step.fields().size(); j++) {
                String name = step.fields().get(j);
                String pointer = "/steps/" + i + "/fields/" + j;
                if (!names.contains(name)) {
                    violations.check(withheld.contains(name), pointer, name + " is no field of the form");
                } else if (taken.putIfAbsent(name, step.id()) == null) {
                    own.add(name);
                } else {
                    violations.add(pointer, name + " is in the step " + taken.get(name) + " already");
                }
            }
            fields.add(own);
        }
        if (steps.isEmpty()) {
            return List.of();
        }
        names.stream().filter(name -> !taken.containsKey(name)).forEach(fields.get(steps.size() - 1)::add);
        List<FormStep> complete = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            FormStep step = steps.get(i);
            if (!fields.get(i).isEmpty()) {
                complete.add(new FormStep(step.id(), step.title(), fields.get(i), step.visibleWhen()));
            }
        }
        return complete;
    }
}
