package org.stoa.subscription.flag;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.NoOpProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.security.CallContext;

/**
 * The features of the platform for code that is written against OpenFeature: a provider of the domain {@value #DOMAIN}.
 * The targeting key of an evaluation is the id of the tenant; its attribute {@value #USER} is the id of a user, where
 * there is one. Every feature is a boolean.
 */
@Component(
        service = {},
        immediate = true)
public final class OpenFeatureProvider implements FeatureProvider {

    /** What clients ask for: {@code OpenFeatureAPI.getInstance().getClient("stoa")}. */
    static final String DOMAIN = "stoa";

    /** Attribute of the evaluation context. */
    static final String USER = "user";

    private static final String NAME = "stoa";

    private final EvaluatedFeatures features;

    @Activate
    public OpenFeatureProvider(@Reference EvaluatedFeatures features) {
        this.features = features;
        OpenFeatureAPI.getInstance().setProvider(DOMAIN, this);
    }

    @Deactivate
    void close() {
        OpenFeatureAPI.getInstance().setProvider(DOMAIN, new NoOpProvider());
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        String target = context == null ? null : context.getTargetingKey();
        if (target == null || target.isBlank()) {
            return failed(fallback, ErrorCode.TARGETING_KEY_MISSING, "the targeting key must be the id of the tenant");
        }
        UUID tenantId;
        UUID userId;
        try {
            tenantId = UUID.fromString(target);
            Value user = context.getValue(USER);
            userId = user == null || user.isNull() ? null : UUID.fromString(user.asString());
        } catch (IllegalArgumentException | NullPointerException e) {
            return failed(
                    fallback,
                    ErrorCode.INVALID_CONTEXT,
                    "the targeting key and the attribute " + USER + " must be the ids of a tenant and a user");
        }
        Verdict verdict = features.verdict(CallContext.system(tenantId, "openfeature"), userId, key);
        if (verdict.reason() == Reason.UNKNOWN) {
            return failed(fallback, ErrorCode.FLAG_NOT_FOUND, "there is no feature " + key);
        }
        return ProviderEvaluation.<Boolean>builder()
                .value(verdict.isOn())
                .variant(StandardReason.variant(verdict))
                .reason(StandardReason.of(verdict))
                .build();
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        return mismatch(fallback);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return mismatch(fallback);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return mismatch(fallback);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return mismatch(fallback);
    }

    private static <T> ProviderEvaluation<T> mismatch(T fallback) {
        return failed(fallback, ErrorCode.TYPE_MISMATCH, "features are booleans");
    }

    private static <T> ProviderEvaluation<T> failed(T fallback, ErrorCode code, String message) {
        return ProviderEvaluation.<T>builder()
                .value(fallback)
                .reason(dev.openfeature.sdk.Reason.ERROR.name())
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
