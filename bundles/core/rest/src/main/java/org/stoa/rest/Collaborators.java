package org.stoa.rest;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stoa.api.cache.Caches;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.CallCounter;
import org.stoa.api.platform.DatabaseHealth;
import org.stoa.api.platform.HealthIndicator;
import org.stoa.api.platform.ModuleVersions;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.Authenticator;
import org.stoa.api.tenant.TenantService;

/**
 * The parts of the platform that requests need. Each may come late, go and come back: while one is missing, requests
 * that need it are answered 503.
 */
public final class Collaborators {

    private volatile Authenticator authenticator;
    private volatile TenantService tenants;
    private volatile ModuleRegistry modules;
    private volatile DatabaseHealth database;
    private volatile ModuleVersions versions;
    private volatile CallCounter calls;
    private volatile Caches caches;
    private final List<HealthIndicator> indicators = new CopyOnWriteArrayList<>();

    /** Nothing is there yet. */
    public static Collaborators none() {
        return new Collaborators();
    }

    /** Everything is there. */
    public static Collaborators of(
            Authenticator authenticator, TenantService tenants, ModuleRegistry modules, DatabaseHealth database) {
        Collaborators collaborators = new Collaborators();
        collaborators.setAuthenticator(authenticator);
        collaborators.setTenants(tenants);
        collaborators.setModules(modules);
        collaborators.setDatabase(database);
        return collaborators;
    }

    private Collaborators() {}

    public void setAuthenticator(Authenticator service) {
        this.authenticator = service;
    }

    /** Forgets the service, unless another has taken its place. */
    public void unsetAuthenticator(Authenticator service) {
        if (authenticator == service) {
            authenticator = null;
        }
    }

    public void setTenants(TenantService service) {
        this.tenants = service;
    }

    /** Forgets the service, unless another has taken its place. */
    public void unsetTenants(TenantService service) {
        if (tenants == service) {
            tenants = null;
        }
    }

    public void setModules(ModuleRegistry service) {
        this.modules = service;
    }

    /** Forgets the service, unless another has taken its place. */
    public void unsetModules(ModuleRegistry service) {
        if (modules == service) {
            modules = null;
        }
    }

    public void setDatabase(DatabaseHealth service) {
        this.database = service;
    }

    /** Forgets the service, unless another has taken its place. */
    public void unsetDatabase(DatabaseHealth service) {
        if (database == service) {
            database = null;
        }
    }

    public void setVersions(ModuleVersions service) {
        this.versions = service;
    }

    /** Forgets the service, unless another has taken its place. */
    public void unsetVersions(ModuleVersions service) {
        if (versions == service) {
            versions = null;
        }
    }

    public void setCalls(CallCounter service) {
        this.calls = service;
    }

    /** Forgets the service, unless another has taken its place. */
    public void unsetCalls(CallCounter service) {
        if (calls == service) {
            calls = null;
        }
    }

    public void setCaches(Caches service) {
        this.caches = service;
    }

    /** Forgets the service, unless another has taken its place. */
    public void unsetCaches(Caches service) {
        if (caches == service) {
            caches = null;
        }
    }

    public void addIndicator(HealthIndicator service) {
        indicators.add(service);
    }

    public void removeIndicator(HealthIndicator service) {
        indicators.remove(service);
    }

    /** @throws ProblemException 503 {@code starting} */
    public Authenticator authenticator() {
        return required(authenticator);
    }

    /** @throws ProblemException 503 {@code starting} */
    public TenantService tenants() {
        return required(tenants);
    }

    /** @throws ProblemException 503 {@code starting} */
    public ModuleRegistry modules() {
        return required(modules);
    }

    /** Null while there is none. */
    public DatabaseHealth database() {
        return database;
    }

    /** Null while there is none. */
    public ModuleRegistry modulesOrNull() {
        return modules;
    }

    /** Null while there is none; then the latest version of each module serves everybody. */
    public ModuleVersions versionsOrNull() {
        return versions;
    }

    /** Null while there is none; then calls are neither counted nor limited. */
    public CallCounter callsOrNull() {
        return calls;
    }

    /** Null while there is none. */
    public Caches cachesOrNull() {
        return caches;
    }

    /** Those that are there, by name. */
    public List<HealthIndicator> indicators() {
        return indicators.stream()
                .sorted(Comparator.comparing(HealthIndicator::name))
                .toList();
    }

    /** Whether requests can be authenticated and placed. */
    public boolean areComplete() {
        return authenticator != null && tenants != null && modules != null && database != null;
    }

    private static <T> T required(T service) {
        if (service == null) {
            throw ProblemException.of(CommonProblem.STARTING);
        }
        return service;
    }
}
