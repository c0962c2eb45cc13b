package org.stoa.distribution;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

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

        assertEquals(
                List.of(),
                notActive().stream().map(DistributionIT::whyNotActive).toList());
    }

    @Test
    public void everyComponentIsSatisfied() {
        Poll.until(PATIENCE, () -> notSatisfied().isEmpty());

        assertEquals(List.of(), notSatisfied());
    }

    @Test
    public void noServiceOfOursShowsAPassword() throws InvalidSyntaxException {
        Poll.until(PATIENCE, () -> notSatisfied().isEmpty());

        List<String> shown = new ArrayList<>();
        for (ServiceReference<?> service : context.getAllServiceReferences(null, null)) {
            Bundle owner = service.getBundle();
            if (owner == null || !owner.getSymbolicName().startsWith("org.stoa.")) {
                continue;
            }
            for (String property : service.getPropertyKeys()) {
                if (property.toLowerCase(Locale.ROOT).contains("password")) {
                    shown.add(service + " " + property);
                }
            }
        }
        assertEquals(List.of(), shown);
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

    /**
     * What keeps components from being satisfied, without what only follows from it: a service that another component of
     * the runtime would offer is missing because of what that one lacks.
     */
    private List<String> notSatisfied() {
        Set<String> offered = components.getComponentDescriptionDTOs().stream()
                .flatMap(component -> Arrays.stream(component.serviceInterfaces))
                .collect(Collectors.toSet());
        List<String> reasons = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    reasons.add(component.name + " failed: " + configuration.failure);
                }
                for (UnsatisfiedReferenceDTO lacking : configuration.unsatisfiedReferences) {
                    String type = serviceType(component, lacking.name);
                    if (!offered.contains(type)) {
                        reasons.add(component.name + " lacks " + type);
                    }
                }
            }
        }
        return reasons;
    }

    private static String serviceType(ComponentDescriptionDTO component, String reference) {
        return Arrays.stream(component.references)
                .filter(declared -> declared.name.equals(reference))
                .map(declared -> declared.interfaceName)
                .findFirst()
                .orElse(reference);
    }
}
