package org.stoa.rest.invoke;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.common.classloader.ClassLoaderUtils;
import org.apache.cxf.common.classloader.ClassLoaderUtils.ClassLoaderHolder;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.stoa.rest.json.JsonCodec;
import org.stoa.rest.problem.ProblemWriter;
import org.stoa.rest.problem.Problems;
import org.stoa.rest.publish.OperationModel;

/**
 * The JAX-RS runtime of one endpoint, for operations that ask for more than {@link DirectInvocation} can hand over: bean,
 * matrix and cookie parameters, injected fields, {@code UriInfo} and its kin. Started only when there is such an
 * operation, and on a bus of its own, so that it comes and goes with its endpoint and touches no other.
 */
public final class FullRuntime implements AutoCloseable {

    private final String base;
    private final JsonCodec codec;
    private final Problems problems;
    private final ProblemWriter writer;
    private final Map<Class<?>, Object> resources = new LinkedHashMap<>();

    private Bus bus;
    private Server server;
    private AbstractHTTPDestination destination;

    /** @param base path of the endpoint */
    public FullRuntime(String base, JsonCodec codec, Problems problems, ProblemWriter writer) {
        this.base = base;
        this.codec = codec;
        this.problems = problems;
        this.writer = writer;
    }

    /** Takes an operation over; it can be called after {@link #start}. */
    public Invocation add(OperationModel model) {
        resources.put(model.resource().getClass(), model.resource());
        MediaTypes mediaTypes = new MediaTypes(model);
        String[] checkedNames = DirectInvocation.checkedNames(model, codec);
        return call -> {
            mediaTypes.require(call.request());
            FullRequest request = new FullRequest(call, model, checkedNames);
            destination.invoke(null, request.getServletContext(), request, call.response());
        };
    }

    /** Starts the runtime, if it has anything to do. */
    public void start() {
        if (resources.isEmpty()) {
            return;
        }
        ClassLoader loader = Bus.class.getClassLoader();
        ClassLoaderHolder before = ClassLoaderUtils.setThreadContextClassloader(loader);
        try {
            bus = new ExtensionManagerBus(new HashMap<>(), new HashMap<>(), loader);
            JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setDestinationFactory(new HTTPTransportFactory(new DestinationRegistryImpl()));
            factory.setAddress(base);
            factory.setServiceBeans(List.copyOf(resources.values()));
            factory.setProviders(List.of(
                    new JsonProvider(codec),
                    new ProblemMapper.OfThrowable(problems, writer),
                    new ProblemMapper.OfWebApplicationException(problems, writer),
                    new CallContextProvider(),
                    new ParameterConverters(),
                    new AdmittedOperation(),
                    new VersionHeader()));
            factory.setInvoker(new CheckingInvoker(codec));
            server = factory.create();
            withoutOverrides(server);
            destination = (AbstractHTTPDestination) server.getDestination();
        } finally {
            before.reset();
        }
    }

    /** Query parameters and headers that change the method or type of a request would pass by what admitted it. */
    private static void withoutOverrides(Server server) {
        ServerProviderFactory providers =
                (ServerProviderFactory) server.getEndpoint().get(ServerProviderFactory.class.getName());
        providers.setRequestPreprocessor(null);
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
            bus.shutdown(false);
        }
    }
}
