package org.stoa.distribution;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The archive just built starts whole: nothing unresolved, nothing unsatisfied. */
public class DistributionIT extends KarafIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    @Test
    public void everyBundleIsActive() {
        Poll.until(PATIENCE, () -> notActive().isEmpty());

        assertEquals(List.of(), notActive().stream().map(DistributionIT::whyNotActive).toList());
    }

    @Test
    public void everyComponentIsSatisfied() {
        Poll.until(PATIENCE, () -> notSatisfied().isEmpty());

        assertEquals(List.of(), notSatisfied());
    }

    private List<Bundle> notActive() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() != expectedState(bundle))
                .toList();
    }

    private static int expectedState(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null ? Bundle.ACTIVE : Bundle.RESOLVED;
    }

    /** Starting it once more brings the reason, with the requirement that nothing meets. */
    private static String whyNotActive(Bundle bundle) {
        try {
            bundle.start();
            return bundle + " was in state " + bundle.getState() + " and started late";
        } catch (BundleException e) {
            return bundle + ": " + e.getMessage();
        }
    }

    private List<String> notSatisfied() {
        List<String> reasons = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    reasons.add(component.name + " failed: " + configuration.failure);
                }
                Arrays.stream(configuration.unsatisfiedReferences)
                        .map(reference -> component.name + " lacks its reference " + reference.name + " "
                                + Arrays.stream(component.references)
                                        .filter(declared -> declared.name.equals(reference.name))
                                        .map(declared -> declared.interfaceName)
                                        .toList())
                        .forEach(reasons::add);
            }
        }
        return reasons;
    }
}
