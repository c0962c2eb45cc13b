package org.stoa.rest;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A {@link RestApplication} behind a real HTTP server on a free port of the loopback interface. */
final class RestServer implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private RestServer(RestApplication application, boolean filtered) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        if (filtered) {
            context.addFilter(new FilterHolder(application.filter()), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        context.addServlet(new ServletHolder(application.apiServlet()), "/api/*");
        context.addServlet(new ServletHolder(application.statusServlet()), "/");
        context.addServlet(new ServletHolder(application.errorServlet()), "/stoa-error");
        ErrorPageErrorHandler errorPages = new ErrorPageErrorHandler();
        errorPages.addErrorPage(400, 599, "/stoa-error");
        context.setErrorHandler(errorPages);
        server.setHandler(context);
        server.start();
    }

    static RestServer start(RestApplication application) throws Exception {
        return new RestServer(application, true);
    }

    /** One that has lost the filter. */
    static RestServer startWithoutFilter(RestApplication application) throws Exception {
        return new RestServer(application, false);
    }

    int port() {
        return connector.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
