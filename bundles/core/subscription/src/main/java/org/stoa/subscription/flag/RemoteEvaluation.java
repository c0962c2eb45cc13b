package org.stoa.subscription.flag;

import java.util.List;
import java.util.Map;

/**
 * The value of a feature, as the OpenFeature Remote Evaluation Protocol (OFREP) has it.
 *
 * @param value whether it is on
 * @param reason in the words of the OpenFeature specification
 * @param variant {@code on} or {@code off}
 * @param metadata the platform's own {@code reason}, and the feature that decided where it was another one
 */
public record RemoteEvaluation(String key, boolean value, String reason, String variant, Map<String, String> metadata) {

    /** The values of many. */
    public record Bulk(List<RemoteEvaluation> flags) {}

    static RemoteEvaluation of(String key, Verdict verdict) {
        String own = verdict.reason().name();
        return new RemoteEvaluation(
                key,
                verdict.isOn(),
                StandardReason.of(verdict),
                StandardReason.variant(verdict),
                verdict.because() == null
                        ? Map.of("reason", own)
                        : Map.of("reason", own, "because", verdict.because()));
    }
}
