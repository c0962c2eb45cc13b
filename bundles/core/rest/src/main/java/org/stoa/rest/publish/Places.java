package org.stoa.rest.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stoa.api.platform.RuleViolation;

/** Which requests are answered by which operation of one endpoint. */
final class Places {

    private final Map<String, OperationModel> taken = new HashMap<>();

    /** What is wrong with the places of the operations of one resource: they are taken, or one of them is wanted twice. */
    List<RuleViolation> violations(List<OperationModel> models) {
        List<RuleViolation> violations = new ArrayList<>();
        Map<String, OperationModel> mine = new HashMap<>();
        for (OperationModel model : models) {
            String place = placeOf(model);
            OperationModel other = taken.containsKey(place) ? taken.get(place) : mine.putIfAbsent(place, model);
            if (other != null) {
                violations.add(ResourceRule.RESOURCE_PATH.brokenBy(
                        model.describe(), "answers the same requests as " + other.describe() + ": " + place));
            }
        }
        return violations;
    }

    /** Gives the operations of a resource their places. */
    void take(List<OperationModel> models) {
        models.forEach(model -> taken.putIfAbsent(placeOf(model), model));
    }

    private static String placeOf(OperationModel model) {
        return model.httpMethod() + " " + model.template().shape();
    }
}
