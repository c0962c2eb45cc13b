package org.stoa.rest.invoke;

import java.util.HashMap;
import java.util.List;
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
 * The JAX-RS runtime for one resource that asks for more than {@link DirectInvocation} can hand over: bean and cookie
 * parameters, forms, injected fields, {@code UriInfo} and its kin. It has a bus of its own, so that it comes and goes
 * with its endpoint and touches nothing else.
 */
public final class FullRuntime implements AutoCloseable {

    private final JsonCodec codec;
    private final Bus bus;
    private final Server server;
    private final AbstractHTTPDestination destination;

    /**
     * Starts the runtime.
     *
     * @param base path of the endpoint
     */
    public FullRuntime(Object resource, String base, JsonCodec codec, Problems problems, ProblemWriter writer) {
        this.codec = codec;
        ClassLoader loader = Bus.class.getClassLoader();
        ClassLoaderHolder before = ClassLoaderUtils.setThreadContextClassloader(loader);
        try {
            bus = new ExtensionManagerBus(new HashMap<>(), new HashMap<>(), loader);
            JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setDestinationFactory(new HTTPTransportFactory(new DestinationRegistryImpl()));
            factory.setAddress(base);
            factory.setServiceBean(resource);
            factory.setProviders(List.of(
                    new JsonProvider(codec),
                    new UploadReader(),
                    new ProblemMapper.OfThrowable(problems, writer),
                    new ProblemMapper.OfWebApplicationException(problems, writer),
                    new CallContextProvider(),
                    new QueryParametersProvider(),
                    new ParameterConverters(),
                    new AdmittedOperation(),
                    new BoundCursor(),
                    new TaggedAnswer(codec)));
            factory.setInvoker(new CheckingInvoker(codec));
            server = factory.create();
            withoutOverrides(server);
            destination = (AbstractHTTPDestination) server.getDestination();
        } finally {
            before.reset();
        }
    }

    /** Calls one operation of the resource. */
    public Invocation invocation(OperationModel model) {
        MediaTypes mediaTypes = new MediaTypes(model);
        String[] checkedNames = DirectInvocation.checkedNames(model, codec);
        return call -> {
            mediaTypes.require(call.request());
            FullRequest request = new FullRequest(call, model, checkedNames);
            destination.invoke(null, request.getServletContext(), request, call.response());
        };
    }

    /** Query parameters and headers that change the method or type of a request would pass by what admitted it. */
    private static void withoutOverrides(Server server) {
        ServerProviderFactory providers =
                (ServerProviderFactory) server.getEndpoint().get(ServerProviderFactory.class.getName());
        providers.setRequestPreprocessor(null);
    }

    @Override
    public void close() {
        server.destroy();
        bus.shutdown(false);
    }
}
